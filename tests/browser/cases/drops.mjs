// A line that swallows every third answer and delays the others by 3 s: each act lands once.
import assert from 'node:assert/strict';
import { newDevice, newVillage } from '../lib/district.mjs';
import { Drops } from '../lib/drops.mjs';
import { signIn, untilKept } from '../lib/gate.mjs';
import { exchange } from '../lib/hand.mjs';
import { assignNext, openNewTask, standsOnceElsewhere } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { t } from '../lib/words.mjs';

const PRODUCT = 'Vận động làm hố xử lý rác, hộ số';
const COUNT = 8;
// Each lost answer costs a wait, and each answer 3 s.
const LONG = { timeout: 90_000 };

await scenario(async shown => {
  const { server, accounts: { diu, chi } } = await newVillage(shown);
  const line = await new Drops(server).open();
  const tablet = await newDevice(shown, line);
  let address;

  await step('signs in while the line is good', async () => {
    await signIn(tablet, diu);
    await untilKept(tablet);
  });
  await step('it turns bad, and task after task is given', async () => {
    line.isBad = true;
    address = await openNewTask(tablet, chi.name);
    for (let at = 1; at <= COUNT; at++) {
      const begun = line.answers;
      await assignNext(tablet, `${PRODUCT} ${at}`);
      // The next comes when this one is on its way, so that several exchanges meet the bad line.
      while (line.answers === begun) await new Promise(setImmediate);
    }
    await tablet.page.keyboard.press('Escape');
  });
  await step('all of it is called sent in the end', async () => {
    await tablet.page.locator('.status-bar').click();
    await tablet.page.getByText(t('exchange.nothing_waits')).waitFor(LONG);
    assert.ok(line.dropped >= 2, `only ${line.dropped} answers were dropped`);
    console.log(`          ${line.answers} answers, ${line.dropped} of them dropped`);
  });
  await step('and stands once on another device', async () => {
    line.isBad = false;
    await exchange(tablet);
    await standsOnceElsewhere(tablet, shown, diu, address, PRODUCT, COUNT);
  });
  line.close();
});
