// Twelve tabs of one account: all show the same, one exchanges, and locking one locks all.
import assert from 'node:assert/strict';
import { newDevice, newVillage } from '../lib/district.mjs';
import { enterPin, lock, signIn, untilKept } from '../lib/gate.mjs';
import { assignNext, assignNumbered, openNewTask, standsOnceElsewhere } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { t } from '../lib/words.mjs';

const PRODUCT = 'Thu gom rác thải tuyến';
const TABS = 12;

await scenario(async shown => {
  const { server, accounts: { diu, chi } } = await newVillage(shown);
  const device = await newDevice(shown, server, 'desk');
  const under = new Set();
  let most = 0;
  device.context.on('request', request => {
    if (!request.url().endsWith('/api/sync')) return;
    under.add(request);
    most = Math.max(most, under.size);
  });
  for (const end of ['requestfinished', 'requestfailed']) {
    device.context.on(end, request => under.delete(request));
  }
  let address;
  const others = [];

  await step('an account is open, and eleven more tabs beside it', async () => {
    await signIn(device, diu);
    await untilKept(device);
    address = await openNewTask(device, chi.name);
    for (let at = 1; at < TABS; at++) {
      const page = await device.context.newPage();
      device.watch(page);
      await page.goto(server.address + address);
      await enterPin({ page }, diu);
      others.push(page);
    }
  });
  await step('what is entered in one is shown in all, and sent by one at a time', async () => {
    for (let at = 1; at <= 3; at++) await assignNext(device, `${PRODUCT} ${at}`);
    await device.page.keyboard.press('Escape');
    await Promise.all(others.map(page => page.getByText(`${PRODUCT} 3`, { exact: true }).waitFor()));
  });
  await step('the first, the middle and the last of the others enter one of their own', async () => {
    for (const [at, tab] of [0, 5, 10].entries()) {
      const page = others[tab];
      await assignNumbered({ page }, chi.name, PRODUCT, at + 4, at + 4);
      await page.getByText(`${PRODUCT} ${at + 4}`, { exact: true }).waitFor();
    }
    await device.page.getByText(`${PRODUCT} 6`, { exact: true }).waitFor();
  });
  await step('all of it stands once elsewhere', () => {
    return standsOnceElsewhere(device, shown, diu, address, PRODUCT, 6);
  });
  await step('no two exchanged at once', () => assert.equal(most, 1));
  await step('one is locked, and all are', async () => {
    await lock(device);
    await Promise.all([device.page, ...others].map(page => page.getByLabel(t('pin.enter')).waitFor()));
  });
});
