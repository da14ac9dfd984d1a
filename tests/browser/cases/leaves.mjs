// What waits when somebody locks their account goes out with whoever has a line on that tablet next, though
// they cannot read it; who locked need not come back for it.
import assert from 'node:assert/strict';
import { newDevice, newVillage } from '../lib/district.mjs';
import { enterPin, lock, signIn, untilKept } from '../lib/gate.mjs';
import { exchange, look } from '../lib/hand.mjs';
import { assignNumbered, numbered, upTo } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { everyByte } from '../lib/stored.mjs';
import { t } from '../lib/words.mjs';

const PRODUCT = 'Phát quang đường liên thôn đoạn';
const COUNT = 2;

await scenario(async shown => {
  const { server, accounts: { diu, chi, hoa } } = await newVillage(shown);
  const tablet = await newDevice(shown, server);
  let path;

  await step('two people have opened their accounts on one tablet', async () => {
    await signIn(tablet, diu);
    await untilKept(tablet);
    await lock(tablet);
    await signIn(tablet, hoa);
    await untilKept(tablet);
    await lock(tablet);
  });
  await step('without a line the first gives tasks and locks', async () => {
    await tablet.cutNetwork();
    await enterPin(tablet, diu);
    path = await assignNumbered(tablet, chi.name, PRODUCT, 1, COUNT);
    await tablet.page.getByText(t('saving.on_device', { n: COUNT })).waitFor();
    await lock(tablet);
  });
  await step('with a line the second opens theirs, and what was left is delivered', async () => {
    await tablet.restoreNetwork();
    const delivered = tablet.page.waitForResponse(response => response.url().endsWith('/api/carried'));
    await enterPin(tablet, hoa);
    await exchange(tablet);
    assert.equal((await delivered).status(), 200);
    assert.ok(!(await everyByte(tablet.page)).includes(PRODUCT), 'it can be read on the tablet');
  });
  await step('the tasks are there on the desk of the first, each once', async () => {
    const desk = await newDevice(shown, server, 'desk');
    await signIn(desk, diu);
    await desk.go(path);
    await enterPin(desk, diu);
    await desk.page.getByText(`${PRODUCT} ${COUNT}`, { exact: true }).waitFor();
    assert.deepEqual(await numbered(desk, PRODUCT), upTo(COUNT));
  });
  await step('who left them hears of it when they come back', async () => {
    await lock(tablet);
    await enterPin(tablet, diu);
    await exchange(tablet);
    await look(tablet, 'exchange-left');
  });
});
