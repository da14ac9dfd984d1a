// A device that was signed in once with a network works without one: server dead, browser closed and opened.
import { Device } from '../lib/device.mjs';
import { eachOnce, giveTask, isReady, openNewTask, signIn, tasksOf, unlock } from '../lib/person.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { Server, demonstration } from '../lib/server.mjs';

const SECRETARY = 'bt.chopdu';
const PRODUCT = 'Sửa cổng làng số';

await scenario(async shown => {
  const server = await new Server(demonstration()).start();
  const tablet = await new Device(server).open();
  shown.servers.push(server);
  shown.devices.push(tablet);
  let address;

  await step('signs in with a network and chooses a PIN', () => signIn(tablet, SECRETARY));
  await step('waits until the device has all', () => isReady(tablet));
  await step('the server dies, the browser is closed and opened again', async () => {
    await server.kill();
    await tablet.close();
    await tablet.open();
  });
  await step('the PIN opens the month', () => unlock(tablet));
  await step('a task is entered and saved on this device', async () => {
    await openNewTask(tablet);
    address = new URL(tablet.page.url()).pathname;
    await giveTask(tablet, `${PRODUCT} 1`);
    await tablet.page.getByText('Đã lưu trên máy này, chưa gửi (1)').first().waitFor();
  });
  await step('once more closed and opened, at the address of that page', async () => {
    await tablet.close();
    await tablet.open(address);
    await unlock(tablet);
    await tablet.page.getByText(`${PRODUCT} 1`).waitFor();
    await tablet.page.getByText('Chưa gửi 1').waitFor();
  });
  await step('the server is back: it is sent', async () => {
    await server.start();
    await tablet.page.locator('a.status-bar').click();
    await tablet.page.getByRole('button', { name: 'Gửi và nhận ngay' }).click();
    await tablet.page.getByText('Mọi nội dung đã được gửi').waitFor();
  });
  await step('another device of the same person shows it once', async () => {
    const desk = await new Device(server, 'desk').open();
    shown.devices.push(desk);
    await signIn(desk, SECRETARY);
    await desk.go(address);
    await unlock(desk);
    await desk.page.getByText(`${PRODUCT} 1`).waitFor();
    eachOnce(await tasksOf(desk, PRODUCT), [`${PRODUCT} 1`]);
  });
});
