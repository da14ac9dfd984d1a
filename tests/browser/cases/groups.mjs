// A party group votes before its cell: its leader on a phone without a network, the secretary enters the leader's
// own, and the cell agrees, decides and tells from what the group proposed (route 5, in a grassroots cell).
import assert from 'node:assert/strict';
import { decide, tell } from '../lib/agency.mjs';
import { newDevice, newVillage } from '../lib/district.mjs';
import { enterPin, lock, signIn } from '../lib/gate.mjs';
import {
  choose, exchange, field, fill, follow, goTo, goWithin, look, openPerson, press, saved, shows,
} from '../lib/hand.mjs';
import * as meeting from '../lib/meeting.mjs';
import * as mine from '../lib/mine.mjs';
import { assign } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { report, score } from '../lib/sheet.mjs';
import { CELL } from '../lib/village.mjs';
import { escape, like, t } from '../lib/words.mjs';

const GOOD = 'Hoàn thành tốt nhiệm vụ';
const TASK = { product: 'Vận động hộ hiến đất mở đường', quantity: '4', unit: 'hộ', confirmer: 'Trưởng thôn' };
const REMARK = 'Tổ nhất trí, cần chủ động hơn.';
const REASON = 'Tổ theo dõi việc hằng ngày.';
const ROLL = { from: '19:30', place: 'Nhà văn hóa thôn' };

await scenario(async shown => {
  const { server, accounts, rated } = await step('a grassroots cell with a party group is entered', () =>
    newVillage(shown, { groups: true, members: 'dang-vien-chi-bo-co-so' }));
  const { diu, binh, chi, dung, em, gam } = accounts;
  const tablet = await newDevice(shown, server, 'tablet');
  await step('the secretary enters work, results and self-scores of two in it', async () => {
    await signIn(tablet, binh);
    await lock(tablet);
    await signIn(tablet, diu);
    for (const { name } of [dung, em]) {
      await goWithin(tablet.page, `/plan/${CELL}/${rated}`);
      await assign(tablet, name, TASK);
      await goWithin(tablet.page, `/results/${CELL}/${rated}`);
      await openPerson(tablet, name);
      await report(tablet, TASK.product);
      await score(tablet, { less: 0.5, level: GOOD });
    }
    await exchange(tablet);
  });
  const phone = await newDevice(shown, server, 'phone');
  await step('who leads the group has its people, and nobody else', async () => {
    await signIn(phone, chi);
    await goTo(phone, 'groups.place');
    await shows(phone, 'groups.title');
    await phone.page.locator('.people-list').getByText(dung.name).waitFor();
    assert.equal(await phone.page.getByText(binh.name).count(), 0);
    await look(phone, 'groups');
  });
  await step('she enters the group\'s votes without a network', async () => {
    await phone.context.setOffline(true);
    await openPerson(phone, dung.name);
    await look(phone, 'group-turn');
    await fill(phone.page, 'groups.remarks', REMARK);
    await press(phone.page, 'turn.confirm');
    // The next one follows by herself; here hands are counted.
    await phone.page.getByRole('heading', { name: em.name, exact: true }).waitFor();
    await choose(phone.page, GOOD);
    await phone.page.locator('.segment').filter({ hasText: t('vote.by_hand') }).click();
    await phone.page.getByRole('spinbutton', { name: new RegExp(`^${escape(GOOD)}`) }).fill('3');
    await press(phone.page, 'turn.confirm');
    await saved(phone);
  });
  await step('of herself she cannot', async () => {
    await goWithin(phone.page, `/groups/${CELL}/${rated}`);
    await openPerson(phone, chi.name);
    await phone.page.getByText(t('groups.own')).waitFor();
    await look(phone, 'group-own');
    assert.equal(await phone.page.getByText(t('turn.confirm')).count(), 0);
    await phone.context.setOffline(false);
    await exchange(phone);
  });
  await step('the secretary reads it in the meeting, and enters the rest', async () => {
    await exchange(tablet);
    await goTo(tablet, 'month.place');
    await shows(tablet, 'month.name');
    await look(tablet, 'month-groups');
    await goTo(tablet, 'meeting.place');
    await shows(tablet, 'meeting.title');
    await meeting.callRoll(tablet, { ...ROLL, chair: diu.name, recorder: binh.name });
    await meeting.part(tablet, 'meeting.part.people');
    await openPerson(tablet, dung.name);
    await tablet.page.getByText(t('groups.said')).waitFor();
    await tablet.page.getByText(REMARK).waitFor();
    await look(tablet, 'turn-after-group');
    await openPerson(tablet, chi.name);
    await tablet.page.getByText(t('groups.waits')).waitFor();
    await follow(tablet.page, 'groups.go');
    await shows(tablet, 'groups.title');
    await field(tablet.page, 'groups.chair.other').selectOption({ label: dung.name });
    // The levels of the vote, not those of the self-score above.
    await choose(tablet.page.locator('main fieldset.choices').last(), GOOD);
    await fill(tablet.page, 'turn.reason', REASON);
    await look(tablet, 'group-turn-of-its-leader');
    await press(tablet.page, 'turn.confirm');
    // The last one of the group follows by himself.
    await tablet.page.getByRole('heading', { name: gam.name, exact: true }).waitFor();
    await choose(tablet.page.locator('main fieldset.choices').last(), GOOD);
    await fill(tablet.page, 'turn.reason', REASON);
    await press(tablet.page, 'turn.confirm');
    await tablet.page.getByText(t('groups.line.left')).first().waitFor({ state: 'detached' });
  });
  await step('the cell agrees: on what the group proposed, and on who is in none', async () => {
    await goWithin(tablet.page, `/meeting/${CELL}/${rated}/people`);
    await openPerson(tablet, binh.name);
    for (const who of [binh, chi, diu, dung, em, gam]) {
      await meeting.turnOf(tablet, who.name);
      const isInNone = [binh, diu].includes(who);
      await meeting.say(tablet, { strengths: 'Chăm chỉ', ...(isInNone ? { level: GOOD, reason: REASON } : {}) });
      await (who === diu ? meeting.confirmAs(tablet, binh) : meeting.confirmTurn(tablet));
    }
    await tablet.page.getByText(t('together.levels')).waitFor();
    await goWithin(tablet.page, `/why/${CELL}/${rated}/${dung.person}`);
    await tablet.page.getByText(t('groups.agreed')).first().waitFor();
    await tablet.page.getByText(REMARK).first().waitFor();
    await tablet.page.getByText(like('deed.vote_in_group')).first().waitFor({ state: 'attached' });
    await look(tablet, 'why-group');
  });
  await step('and decides; everyone is told', async () => {
    await goWithin(tablet.page, `/meeting/${CELL}/${rated}/minutes`);
    await meeting.closeMinutes(tablet, {
      discussion: 'Các tổ báo cáo kết quả biểu quyết.', conclusion: 'Thống nhất như trên.', until: '21:00',
    });
    await meeting.seal(tablet);
    await follow(tablet.page, 'meeting.print');
    await tablet.page.getByText(like('paper.minutes.group', { words: '' })).first().waitFor();
    await look(tablet, 'paper-minutes-with-groups');
    await tablet.page.goBack();
    await follow(tablet.page, 'minutes.to_decision');
    await decide(tablet, '10-NQ/CB', 5);
    await exchange(tablet);
    await lock(tablet);
    await enterPin(tablet, binh);
    await exchange(tablet);
    await goTo(tablet, 'decide.place');
    await decide(tablet, '10-NQ/CB', 1, 6);
    await tell(tablet, '11-TB/CB', 6);
    await exchange(tablet);
  });
  await step('who leads the group reads her own level, and what her group had said', async () => {
    await exchange(phone);
    await goTo(phone, 'mine.result');
    await shows(phone, 'mine.result.title');
    assert.equal(await mine.level(phone), GOOD);
    const page = await phone.page.locator('main').innerText();
    for (const words of ['10-NQ/CB', '11-TB/CB', REASON]) assert.ok(page.includes(words), `the page does not say ${words}`);
    await look(phone, 'group-leader-result');
  });
});
