// Promise: what was called saved survives the death of the tablet in the next instant.
import assert from 'node:assert/strict';
import { newDevice, newVillage } from '../lib/district.mjs';
import { enterPin, signIn, untilKept } from '../lib/gate.mjs';
import { assignNext, numbered, openNewTask, standsOnceElsewhere, upTo } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { t } from '../lib/words.mjs';

const PRODUCT = 'Trồng cây ven đường đoạn';
const SAVED = t('saving.on_device').split('{')[0];
const SERIES = 8;
// Local storage is held back for 5 s, and longer by a browser that has been busy.
const AFTER_MS = [100, 1_000, 5_000, 20_000];
const STEADY_MS = 60_000;
// A rhythm no hand keeps up; without one a minute brings more tasks than a person may have.
const BEAT_MS = 500;

/** Confirms one task after another from inside the page, as fast as it paints. */
function series(tablet, first, last) {
  return tablet.page.evaluate(async ([product, more, first, last]) => {
    const field = document.querySelector('dialog[open] textarea');
    const button = [...document.querySelectorAll('dialog[open] button')].find(it => it.textContent.includes(more));
    for (let at = first; at <= last; at++) {
      field.value = `${product} ${at}`;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      button.click();
      await new Promise(resolve => requestAnimationFrame(resolve));
    }
  }, [PRODUCT, t('plan.add.another'), first, last]);
}

/** Follows, from inside the page, how many entries the screen has called saved, and kills as wanted. */
class Watch {
  constructor(device) {
    this.device = device;
    this.saved = 0;
    this.killAt = Infinity;
    this.dead = new Promise(resolve => { this.died = resolve; });
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
    this.device.pullBattery().then(this.died);
  }
}

await scenario(async shown => {
  const { server, accounts: { diu, chi } } = await newVillage(shown);
  const tablet = await newDevice(shown, server);
  let given = 0;
  let promised = 0;
  let address;
  const give = () => assignNext(tablet, `${PRODUCT} ${++given}`);

  const atWork = async () => {
    address = await openNewTask(tablet, chi.name);
    const watch = new Watch(tablet);
    await watch.start();
    return watch;
  };
  // Opened again, all that the screen called saved is there once; what it did not may be there or not.
  const nothingIsMissing = async watch => {
    await watch.dead;
    promised = Math.max(promised, watch.saved);
    await tablet.open(address);
    await enterPin(tablet, diu);
    await tablet.page.getByRole('heading', { name: chi.name }).waitFor();
    const there = await numbered(tablet, PRODUCT);
    console.log(`          ${given} given, ${promised} called saved, ${there.length} there`);
    assert.ok(there.length >= promised, `${promised} were called saved`);
    assert.deepEqual(there, upTo(there.length));
    given = promised = there.length;
  };

  await step('signs in, the server dies, the browser is closed and opened again', async () => {
    await signIn(tablet, diu);
    await untilKept(tablet);
    await server.kill();
    // What the server gave may come late to the disk and is pulled again if need be; this is about what
    // people enter.
    await tablet.close();
    await tablet.open();
    await enterPin(tablet, diu);
  });
  await step('killed at the moment in which the first entry is called saved', async () => {
    const watch = await atWork();
    watch.killAt = 1;
    await give().catch(() => {});
    await nothingIsMissing(watch);
    assert.equal(promised, 1);
  });
  for (const ms of AFTER_MS) {
    await step(`killed ${ms / 1000} s after the last of a series of confirmations`, async () => {
      const watch = await atWork();
      await series(tablet, given + 1, given + SERIES);
      const due = performance.now() + ms;
      while (performance.now() < due) await new Promise(setImmediate);
      watch.kill();
      const before = given;
      given += SERIES;
      await nothingIsMissing(watch);
      assert.ok(given > before, 'none of the series was saved');
    });
  }
  await step('killed after steady use, again at the moment in which the last entry is called saved', async () => {
    const watch = await atWork();
    const end = performance.now() + STEADY_MS;
    while (performance.now() < end) {
      await give();
      await tablet.page.evaluate(ms => new Promise(resolve => setTimeout(resolve, ms)), BEAT_MS);
    }
    watch.killAt = given + 1;
    await give().catch(() => {});
    const all = given;
    await nothingIsMissing(watch);
    assert.equal(promised, all);
  });
  await step('the server is back: all is sent, and stands once on another device', async () => {
    await server.start();
    await standsOnceElsewhere(tablet, shown, diu, address, PRODUCT, given);
  });
});
