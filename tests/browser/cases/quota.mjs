// No room: a full local storage loses nothing, and what the journal cannot take is said not to be saved, and is
// saved as soon as there is room.
import { newDevice, newVillage } from '../lib/district.mjs';
import { enterPin, signIn, untilKept } from '../lib/gate.mjs';
import { dialog } from '../lib/hand.mjs';
import { assignNext, assignNumbered, openNewTask, standsOnceElsewhere } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { t } from '../lib/words.mjs';

const PRODUCT = 'Kiểm tra cột mốc ranh giới số';

await scenario(async shown => {
  const { server, accounts: { diu, chi } } = await newVillage(shown);
  const tablet = await newDevice(shown, server);
  const { page } = tablet;
  let path;

  await step('local storage is full to the last letter', async () => {
    await signIn(tablet, diu);
    await untilKept(tablet);
    await tablet.cutNetwork();
    await page.evaluate(() => {
      for (let size = 1 << 20, at = 0; size >= 1; size >>= 1) {
        try {
          for (;;) localStorage.setItem(`somebody else's ${at++}`, 'x'.repeat(size));
        } catch { /* so much does not fit; half of it may */ }
      }
    });
  });
  await step('what is entered is saved all the same, and is there after a reload', async () => {
    path = await assignNumbered(tablet, chi.name, PRODUCT, 1, 1);
    await page.getByText(t('saving.on_device', { n: 1 })).waitFor();
    await page.reload();
    await enterPin(tablet, diu);
    await page.getByText(t('status.unsent', { n: 1 })).waitFor();
  });
  await step('the journal is full too: it is said that nothing was saved', async () => {
    await openNewTask(tablet, chi.name);
    await page.evaluate(() => {
      globalThis.putsWell = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
    });
    await assignNext(tablet, `${PRODUCT} 2`);
    await dialog(tablet).or(page.locator('main')).getByText(t('saving.failed')).first().waitFor();
  });
  await step('there is room again: it is saved without a hand', async () => {
    await page.evaluate(() => { IDBObjectStore.prototype.put = globalThis.putsWell; });
    await page.getByText(t('status.unsent', { n: 2 })).waitFor();
    await page.keyboard.press('Escape');
  });
  await step('the network is back: each stands once on another device', async () => {
    await tablet.restoreNetwork();
    await standsOnceElsewhere(tablet, shown, diu, path, PRODUCT, 2);
  });
});
