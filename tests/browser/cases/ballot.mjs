// Promise: a secret ballot on one tablet stays secret. Nothing of it is stored before it is counted, and then
// only its sums, in one act.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Api } from '../lib/api.mjs';
import { newDevice, newVillage } from '../lib/district.mjs';
import { enterPin, signIn, untilKept } from '../lib/gate.mjs';
import { choose, dialog, exchange, fill, goTo, look, openPerson, press, shows } from '../lib/hand.mjs';
import { callRoll, confirmTurn, part } from '../lib/meeting.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { everyByte, nothingWaits } from '../lib/stored.mjs';
import { CELL } from '../lib/village.mjs';
import { t } from '../lib/words.mjs';

const GOOD = 'Hoàn thành tốt nhiệm vụ';
const SECRETLY = '"mode":"secret"';
const EXCELLENT = 'Hoàn thành xuất sắc nhiệm vụ';

await scenario(async shown => {
  const place = await newVillage(shown);
  const { server } = place;
  const { diu, binh, chi } = place.accounts;
  const tablet = await newDevice(shown, server);
  await step('the meeting comes to a person who is voted on in secret', async () => {
    await signIn(tablet, diu);
    await untilKept(tablet);
    // What the browser commits late is on the disk when it is closed.
    await tablet.close();
    await tablet.open();
    await enterPin(tablet, diu);
    await goTo(tablet, 'meeting.place');
    await callRoll(tablet, { from: '19:30', place: 'Nhà văn hóa thôn', recorder: binh.name });
    await part(tablet, 'meeting.part.people');
    await openPerson(tablet, chi.name);
    await choose(tablet.page.getByRole('region', { name: t('turn.decide') }), GOOD);
    await fill(tablet.page, 'turn.reason', 'Chưa có kết quả báo cáo, chi bộ đã nghe trực tiếp.');
    await secretly(tablet);
  });
  await step('each votes unseen, and nothing is written', async () => {
    await nothingWaits(tablet.page);
    const before = await everyByte(tablet.page);
    await begin(tablet, { looks: true });
    for (const [cast, mark] of [GOOD, EXCELLENT].entries()) {
      await vote(tablet, mark, { looks: cast === 0 });
      await covered(tablet, cast + 1);
      assert.equal(await everyByte(tablet.page), before, 'a ballot has left the page');
    }
    assert.ok(!everyByteOf(place.data).includes(SECRETLY), 'the server knows of it');
  });
  await step('a tablet that dies in the middle of it means voting again', async () => {
    const address = new URL(tablet.page.url()).pathname;
    await tablet.pullBattery();
    await tablet.open(address);
    await enterPin(tablet, diu);
    await tablet.page.getByText(t('ballot.not_yet')).waitFor();
  });
  await step('counted, it is one act with the sums', async () => {
    await begin(tablet);
    for (const mark of [GOOD, t('ballot.blank'), GOOD]) await vote(tablet, mark);
    await press(dialog(tablet), 'ballot.end');
    await look(tablet, 'ballot-counted');
    await press(dialog(tablet), 'ballot.done');
    await tablet.page.getByText(t('vote.result', { level: GOOD, need: 2 })).waitFor();
    await look(tablet, 'ballot-in-the-turn');
    await confirmTurn(tablet);
    await exchange(tablet);
    const api = await new Api(server).signIn(diu.login, diu.password);
    const { views } = await api.get(`/books/${CELL}/${place.rated}`);
    const record = views.find(({ view }) => view === 'full').parts.records[chi.person];
    const { vote: stored } = record.stage.done.find(taken => taken.vote) ?? assert.fail(JSON.stringify(record.stage));
    assert.deepEqual([stored.mode, stored.tally], ['secret', { entitled: 3, present: 3, votes: { good: 2 }, blank: 1 }]);
    assert.ok(everyByteOf(place.data).includes(SECRETLY), 'this is how the server would have known');
    assert.equal(record.history.filter(({ kind }) => kind === 'vote').length, 1);
  });
});

async function secretly({ page }) {
  await page.locator('.segment').filter({ hasText: t('vote.secret') }).click();
  await page.getByText(t('ballot.not_yet')).waitFor();
}

async function begin(tablet, { looks = false } = {}) {
  await press(tablet.page.locator('main'), 'ballot.open');
  await dialog(tablet).getByText(t('ballot.before.memory')).waitFor();
  if (looks) await look(tablet, 'ballot-before');
  await press(dialog(tablet), 'ballot.begin');
}

async function vote(tablet, mark, { looks = false } = {}) {
  await press(dialog(tablet), 'ballot.vote');
  await choose(dialog(tablet), mark);
  if (looks) await look(tablet, 'ballot-voting');
  await press(dialog(tablet), 'ballot.take');
  await dialog(tablet).getByText(t('ballot.cast')).waitFor();
}

/** Nothing but how many ballots there are. */
async function covered(tablet, cast) {
  const words = await dialog(tablet).innerText();
  assert.ok(words.includes(`${cast}/3`), words);
  for (const level of [GOOD, EXCELLENT, t('ballot.blank')]) assert.ok(!words.includes(level), words);
  await look(tablet, 'ballot-covered');
}

function everyByteOf(folder) {
  return readdirSync(folder).map(file => readFileSync(join(folder, file), 'latin1')).join('\n');
}
