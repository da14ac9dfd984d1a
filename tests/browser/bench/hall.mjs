// A meeting of 600 sheets on a tablet, larger than any hall: what a tap costs until the screen shows it.
import { Device } from '../lib/device.mjs';
import { signIn } from '../lib/gate.mjs';
import { button, goWithin } from '../lib/hand.mjs';
import { part } from '../lib/meeting.mjs';
import { Server, emptyDistrict } from '../lib/server.mjs';
import { CELL, village } from '../lib/village.mjs';
import { t } from '../lib/words.mjs';
import { SLOWER, ms, percentile, row } from './rows.mjs';

const SHEETS = 600;
const PEOPLE = 20;
const PATIENCE_MS = 120_000;
// The browser's clock of events reports nothing shorter.
const SHORTEST_MS = 16;

export async function hall(shown) {
  const { data, password } = emptyDistrict();
  const server = await new Server(data).start();
  shown.servers.push(server);
  const { accounts, rated } = await village(server, password, { crowd: SHEETS });
  const tablet = await new Device(server).open();
  shown.devices.push(tablet);
  tablet.context.setDefaultTimeout(PATIENCE_MS);
  await signIn(tablet, accounts.diu);
  const { page } = tablet;
  await page.getByRole('navigation', { name: t('frame.places') }).first().waitFor();
  await goWithin(page, `/meeting/${CELL}/${rated}/roll`);
  await button(page, 'roll.everyone').waitFor();
  await tablet.slowProcessor(SLOWER);
  const taps = new Taps(page);
  await taps.watch();
  const roll = await taps.during(() => inTheRoll(tablet, taps));
  const turns = await taps.during(() => fromTurnToTurn(tablet, taps));
  say('the roll: one person more is there', roll);
  say('a turn: a person, a level, the vote', turns);
  say('all of them', [...roll, ...turns]);
  await tablet.close();
}

function say(words, times) {
  row(
    `tap to next paint, meeting of ${SHEETS}, 4 × slower; ${words}`,
    `${ms(percentile(times, 95))} at the 95th percentile`,
    `${ms(percentile(times, 50))} at the 50th, ${times.length} taps`,
  );
}

async function inTheRoll(tablet, taps) {
  const { page } = tablet;
  await taps.tap(button(page, 'roll.everyone'));
  const switches = page.locator('main').getByRole('switch');
  for (let at = 0; at < PEOPLE; at++) await taps.tap(switches.nth(at));
  for (let at = 0; at < PEOPLE; at++) await taps.tap(switches.nth(at));
  await taps.tap(button(page, 'roll.confirm'));
  await page.getByText(t('roll.done')).first().waitFor();
}

async function fromTurnToTurn(tablet, taps) {
  const { page } = tablet;
  await part(tablet, 'meeting.part.people');
  const rows = page.locator('.people-list').getByRole('button');
  for (let at = 0; at < PEOPLE; at++) {
    await taps.tap(rows.nth(at));
    await page.locator('.segment').filter({ hasText: t('vote.by_hand') }).waitFor();
    await taps.tap(page.locator('main label.choice:visible').nth(at % 3));
    await taps.tap(page.locator('.segment').filter({ hasText: t('vote.by_hand') }));
    await taps.tap(page.locator('.segment').filter({ hasText: t('vote.consensus') }));
  }
}

/** Taps as the browser times them: from the finger to the paint that shows what it did. */
class Taps {
  constructor(page) {
    this.page = page;
    this.count = 0;
  }

  async watch() {
    await this.page.evaluate(shortest => {
      globalThis.tapTimes = new Map();
      new PerformanceObserver(list => {
        for (const { interactionId, name, duration } of list.getEntries()) {
          if (!interactionId || !/^(pointer|click)/.test(name)) continue;
          globalThis.tapTimes.set(interactionId, Math.max(duration, globalThis.tapTimes.get(interactionId) ?? 0));
        }
      }).observe({ type: 'event', durationThreshold: shortest, buffered: false });
    }, SHORTEST_MS);
  }

  /** As a finger does it: where the eye sees it, and when the page has come to rest. */
  async tap(locator) {
    this.count += 1;
    await locator.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await locator.boundingBox();
    await this.rest();
    await this.page.touchscreen.tap(x + width / 2, y + height / 2);
  }

  async rest() {
    await this.page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestIdleCallback(done))));
  }

  /** The times of all taps of an act; those too short to be reported count as the shortest reported. */
  async during(act) {
    this.count = 0;
    await this.page.evaluate(() => globalThis.tapTimes.clear());
    await act();
    // What the last tap did has been painted, and said.
    await this.rest();
    const times = await this.page.evaluate(() => [...globalThis.tapTimes.values()]);
    while (times.length < this.count) times.push(SHORTEST_MS);
    return times;
  }
}
