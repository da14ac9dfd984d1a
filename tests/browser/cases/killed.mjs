// Promise: what was called saved survives the death of the tablet in the next instant.
import assert from 'node:assert/strict';
import { Device } from '../lib/device.mjs';
import { eachOnce, giveTask, isReady, openNewTask, signIn, tasksOf, unlock } from '../lib/person.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { Server, demonstration } from '../lib/server.mjs';

const SECRETARY = 'bt.chopdu';
const PRODUCT = 'Trồng cây ven đường đoạn';
const SAVED = 'Đã lưu trên máy này, chưa gửi';
const STEADY_MS = 15_000;

/** Follows, from inside the page, how many entries the screen has called saved, and kills as wanted. */
class Watch {
  constructor(device) {
    this.device = device;
    this.saved = 0;
  }

  async start() {
    await this.device.page.exposeFunction('toldSaved', count => {
      this.saved = Math.max(this.saved, count);
      if (this.saved >= this.killAt) this.kill();
    });
    await this.device.page.evaluate(words => {
      const look = () => {
        for (const line of document.querySelectorAll('.save-state')) {
          const found = line.textContent.startsWith(words) && line.textContent.match(/\((\d+)\)/);
          if (found) globalThis.toldSaved(Number(found[1]));
        }
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
      look();
    }, SAVED);
  }

  kill() {
    this.killAt = Infinity;
    this.dead = this.device.pullBattery();
  }
}

await scenario(async shown => {
  const server = await new Server(demonstration()).start();
  const tablet = await new Device(server).open();
  shown.servers.push(server);
  shown.devices.push(tablet);
  let given = 0;
  let promised = 0;
  let address;
  const products = count => Array.from({ length: count }, (_, at) => `${PRODUCT} ${at + 1}`);
  const give = () => giveTask(tablet, `${PRODUCT} ${++given}`);

  const atWork = async () => {
    await openNewTask(tablet);
    address = new URL(tablet.page.url()).pathname;
    const watch = new Watch(tablet);
    await watch.start();
    return watch;
  };
  // Opened again, all that the screen called saved is there; what it did not may be there or not.
  const nothingIsMissing = async watch => {
    await watch.dead;
    promised = Math.max(promised, watch.saved);
    await tablet.open(address);
    await unlock(tablet);
    const counts = await tasksOf(tablet, PRODUCT);
    console.log(`          ${given} given, ${promised} called saved, ${counts.size} there`);
    eachOnce(counts, products(promised));
    // A tap that was not called saved may have been; the next are counted from what is there.
    given = promised = counts.size;
  };

  await step('signs in, and the server dies', async () => {
    await signIn(tablet, SECRETARY);
    await isReady(tablet);
    await server.kill();
  });
  await step('killed at the moment in which the first entry is called saved', async () => {
    const watch = await atWork();
    watch.killAt = given + 1;
    await give().catch(() => {});
    await nothingIsMissing(watch);
    assert.equal(watch.saved, 1);
  });
  await step('killed 0.1 s after the last of a series of confirmations', async () => {
    const watch = await atWork();
    const before = given;
    const last = await tablet.page.evaluate(async ([product, first]) => {
      const field = document.querySelector('dialog[open] textarea');
      const more = [...document.querySelectorAll('dialog[open] button')].find(it => it.textContent.includes('thêm việc khác'));
      for (let at = first; at < first + 8; at++) {
        field.value = `${product} ${at}`;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        more.click();
        await new Promise(resolve => requestAnimationFrame(resolve));
      }
      return first + 7;
    }, [PRODUCT, given + 1]);
    given = last;
    const due = performance.now() + 100;
    while (performance.now() < due) await new Promise(setImmediate);
    watch.kill();
    await nothingIsMissing(watch);
    assert.ok(given > before, 'none of the series was saved within 0.1 s');
  });
  await step('killed after steady use', async () => {
    const watch = await atWork();
    const end = performance.now() + STEADY_MS;
    while (performance.now() < end) await give();
    watch.killAt = given + 1;
    await give().catch(() => {});
    await nothingIsMissing(watch);
    assert.equal(given, watch.saved);
  });
  await step('the server is back: everything is sent', async () => {
    await server.start();
    await tablet.page.locator('a.status-bar').click();
    await tablet.page.getByRole('button', { name: 'Gửi và nhận ngay' }).click();
    await tablet.page.getByText('Mọi nội dung đã được gửi').waitFor();
  });
  await step('another device of the same person shows each once', async () => {
    const desk = await new Device(server, 'desk').open();
    shown.devices.push(desk);
    await signIn(desk, SECRETARY);
    await desk.go(address);
    await unlock(desk);
    await desk.page.getByText(`${PRODUCT} ${given}`, { exact: true }).waitFor();
    const counts = await tasksOf(desk, PRODUCT);
    eachOnce(counts, products(given));
    assert.equal(counts.size, given);
  });
});
