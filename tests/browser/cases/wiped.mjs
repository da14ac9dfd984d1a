// Either store of a device is lost: what was entered is in the other, and is sent once.
import { Device } from '../lib/device.mjs';
import { enterPin, signIn, untilKept } from '../lib/gate.mjs';
import { assignNext, openNewTask, standsOnceElsewhere } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { Server, emptyDistrict } from '../lib/server.mjs';
import { village } from '../lib/village.mjs';
import { t } from '../lib/words.mjs';

const PRODUCT = 'Nạo vét kênh mương tuyến';

await scenario(async shown => {
  const { data, password } = emptyDistrict();
  const server = await new Server(data).start();
  shown.servers.push(server);
  const { accounts: { diu, chi } } = await village(server, password);
  const tablet = await new Device(server).open();
  shown.devices.push(tablet);
  let address;

  await step('three tasks are entered without a network', async () => {
    await signIn(tablet, diu);
    await untilKept(tablet);
    await tablet.cutNetwork();
    await openNewTask(tablet, chi.name);
    address = new URL(tablet.page.url()).pathname;
    for (let at = 1; at <= 3; at++) await assignNext(tablet, `${PRODUCT} ${at}`);
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
});
