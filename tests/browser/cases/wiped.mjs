// Either store of a device is lost: what was entered is in the other, and is sent once.
import { newDevice, newVillage } from '../lib/district.mjs';
import { enterPin, signIn, untilKept } from '../lib/gate.mjs';
import { assignNumbered, standsOnceElsewhere } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { t } from '../lib/words.mjs';

const PRODUCT = 'Nạo vét kênh mương tuyến';

await scenario(async shown => {
  const { server, accounts: { diu, chi } } = await newVillage(shown);
  const tablet = await newDevice(shown, server);
  let address;

  await step('three tasks are entered without a network', async () => {
    await signIn(tablet, diu);
    await untilKept(tablet);
    await tablet.cutNetwork();
    address = await assignNumbered(tablet, chi.name, PRODUCT, 1, 3);
    await tablet.page.getByText(t('saving.on_device', { n: 3 })).waitFor();
  });
  await step('local storage is gone: all three still wait to be sent', async () => {
    await tablet.page.evaluate(() => localStorage.clear());
    await tablet.page.reload();
    await enterPin(tablet, diu);
    await tablet.page.getByText(t('status.unsent', { n: 3 })).waitFor();
  });
  await step('the network is back: each stands once on another device', async () => {
    await tablet.restoreNetwork();
    await standsOnceElsewhere(tablet, shown, diu, address, PRODUCT, 3);
  });
  await step('the journal is gone and local storage is whole: the password opens it, and work goes on', async () => {
    await tablet.page.evaluate(() => new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('roviec');
      Object.assign(request, { onsuccess: resolve, onerror: reject });
    }));
    await tablet.page.reload();
    await signIn(tablet, diu);
    await untilKept(tablet);
    await assignNumbered(tablet, chi.name, PRODUCT, 4, 4);
    await standsOnceElsewhere(tablet, shown, diu, address, PRODUCT, 4);
  });
});
