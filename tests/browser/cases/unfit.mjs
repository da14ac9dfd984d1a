// Promise: a browser that does not keep what it is given says so before anything is entered.
import assert from 'node:assert/strict';
import { newDevice } from '../lib/district.mjs';
import { field, look } from '../lib/hand.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { Server, emptyDistrict } from '../lib/server.mjs';
import { t } from '../lib/words.mjs';

/** What the app says, and what breaks in the page before it starts. */
const BREAKS = [
  ['unfit.full', () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }],
  ['unfit.broken', () => { IDBObjectStore.prototype.get = () => { throw new DOMException('bad', 'UnknownError'); }; }],
  // A database that never answers: no more than the time that each of its calls has.
  ['unfit.broken', () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function hangs(...words) {
      const request = open.apply(this, words);
      for (const kind of ['success', 'error', 'upgradeneeded', 'blocked']) {
        request.addEventListener(kind, event => event.stopImmediatePropagation());
      }
      return request;
    };
  }],
  ['unfit.blocked', () => Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('', 'SecurityError'); } })],
  ['unfit.old', () => Object.defineProperty(navigator, 'locks', { value: undefined })],
];

await scenario(async shown => {
  const server = await new Server(emptyDistrict().data).start();
  shown.servers.push(server);
  for (const [key, breaks] of BREAKS) {
    await step(t(key), async () => {
      const device = await newDevice(shown, server, 'phone', null);
      await device.page.addInitScript(breaks);
      await device.go('/');
      await device.page.getByText(t(key)).waitFor();
      await device.page.getByText(t('unfit.nothing_lost')).waitFor();
      assert.equal(await field(device.page, 'sign_in.name').count(), 0, 'something could be entered');
      await look(device, key);
      await device.close();
    });
  }
});
