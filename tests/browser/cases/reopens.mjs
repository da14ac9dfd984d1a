// A device that was signed in once with a network works without one: server dead, browser closed and opened.
import { newDevice, newVillage } from '../lib/district.mjs';
import { enterPin, signIn, untilKept } from '../lib/gate.mjs';
import { assignNext, openNewTask, standsOnceElsewhere } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { t } from '../lib/words.mjs';

const PRODUCT = 'Sửa cổng làng số';

await scenario(async shown => {
  const { server, accounts: { diu, chi } } = await newVillage(shown);
  const tablet = await newDevice(shown, server);
  let address;

  await step('signs in with a network and chooses a PIN', async () => {
    await signIn(tablet, diu);
    await untilKept(tablet);
  });
  await step('the server dies, the browser is closed and opened: the PIN opens the month', async () => {
    await server.kill();
    await tablet.close();
    await tablet.open();
    await enterPin(tablet, diu);
  });
  await step('a task is entered and saved on this device', async () => {
    address = await openNewTask(tablet, chi.name);
    await assignNext(tablet, `${PRODUCT} 1`);
    await tablet.page.getByText(t('saving.on_device', { n: 1 })).waitFor();
  });
  await step('once more closed and opened, at the address of that page', async () => {
    await tablet.close();
    await tablet.open(address);
    await enterPin(tablet, diu);
    await tablet.page.getByText(`${PRODUCT} 1`).waitFor();
    await tablet.page.getByText(t('status.unsent', { n: 1 })).waitFor();
  });
  await step('the server is back: it is sent, and stands once on another device', async () => {
    await server.start();
    await standsOnceElsewhere(tablet, shown, diu, address, PRODUCT, 1);
  });
});
