// One month of one cell, from the first sign-in to the member who reads why: planned with a network, met
// without one, with the server dead, and everything arrives once.
import assert from 'node:assert/strict';
import { Api } from '../lib/api.mjs';
import * as committee from '../lib/committee.mjs';
import { answer, sendBack, takeBack } from '../lib/corners.mjs';
import { newDevice, newVillage } from '../lib/district.mjs';
import { enterPin, lock, signIn } from '../lib/gate.mjs';
import { exchange, follow, goTo, look, openPerson, shows } from '../lib/hand.mjs';
import * as meeting from '../lib/meeting.mjs';
import * as mine from '../lib/mine.mjs';
import { assign, copyMonth } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { confirmResult, report, score } from '../lib/sheet.mjs';
import { CELL } from '../lib/village.mjs';
import { monthWords, t } from '../lib/words.mjs';

const GOOD = 'Hoàn thành tốt nhiệm vụ';
const COMPLETED = 'Hoàn thành nhiệm vụ';
const TASKS = {
  diu: ['Chủ trì sinh hoạt chi bộ thường kỳ, ra nghị quyết tháng', '1', 'buổi', 'Đảng ủy viên phụ trách'],
  binh: ['Vận động các hộ hiến đất mở rộng đường liên thôn', '12', 'hộ', 'Tổ giám sát cộng đồng'],
  chi: ['Hướng dẫn hội viên đăng ký dịch vụ công trực tuyến', '20', 'hội viên', 'Chi hội trưởng phụ nữ'],
  dung: ['Tuần tra, giữ gìn an ninh trật tự khu dân cư', '8', 'buổi', 'Công an viên'],
};
const WORDS = 'Tôi nhất trí với mức xếp loại, xin khắc phục việc chậm báo cáo.';

const OBJECTION = 'Đề nghị xem lại: việc của tôi hoàn thành trước hạn.';
const ANSWER = 'Đảng ủy đã xem xét, việc hoàn thành đúng hạn, không vượt yêu cầu.';

await scenario(async shown => {
  const place = await step('an administrator enters a commune and a cell', () => newVillage(shown));
  const { server } = place;
  const device = async (size, path) => {
    const opened = await newDevice(shown, server, size, path);
    return opened;
  };
  const tablet = await device('tablet');
  await step('the secretary and the deputy open their accounts on one tablet', () => open(tablet, place.accounts));
  await step('work is planned for everyone', () => plan(tablet, place.accounts));
  const phone = await device('phone');
  await step('a member reports and scores herself on a phone', () => reportOwn(phone, place.accounts.chi));
  await step('results and self-scores of the others are entered', () => enterResults(tablet, place));
  await step('everything is on the server; it dies, and the tablet is closed and opened again', async () => {
    await exchange(tablet);
    await tablet.page.getByText(t('release.kept')).waitFor();
    await server.kill();
    await tablet.close();
    await tablet.open();
    await tablet.page.getByText(t('sign_in.who')).waitFor();
    await look(tablet, 'who');
    await enterPin(tablet, place.accounts.diu);
    await shows(tablet, 'month.name');
  });
  await step('the meeting is held without a network', () => meet(tablet, place));
  await step('the server is back, and everything arrives once', async () => {
    await server.start();
    await exchange(tablet);
    await arrivedOnce(server, place);
  });
  await step('the report is taken back before it is received, and sent again', () => takeBack(tablet));
  const desk = await device('desk');
  await step('the office receives it', () => receive(desk, place));
  await step('and sends it back; the cell agrees once more', () => sendBack(desk, tablet, place.accounts));
  await step('the office receives it again, answers and compiles', () => compile(desk, place));
  await step('the chair decides, the office announces', () => decide(desk, place));
  await step('the member reads the level and its reasons, and answers', () => read(phone, place));
  await step('her objection is answered, and all her words are on the server', async () => {
    await object(desk, phone, place);
    const { records } = await bookOf(server, place, place.accounts.hoa);
    const { comments, stage } = records[place.accounts.chi.person];
    assert.deepEqual(comments.map(({ text }) => text), [WORDS]);
    assert.match(JSON.stringify(stage), new RegExp(ANSWER));
  });
});

async function open(tablet, { diu, binh }) {
  await signIn(tablet, binh);
  await lock(tablet);
  await signIn(tablet, diu, { looks: true });
  await shows(tablet, 'month.name');
  await look(tablet, 'month-begins');
}

async function plan(tablet, accounts) {
  await goTo(tablet, 'plan.place');
  await shows(tablet, 'plan.title');
  await look(tablet, 'plan-empty');
  for (const [who, [product, quantity, unit, confirmer]] of Object.entries(TASKS)) {
    await assign(tablet, accounts[who].name, { product, quantity, unit, confirmer });
  }
  await look(tablet, 'plan-person');
  await exchange(tablet);
  await look(tablet, 'exchange');
}

async function reportOwn(phone, chi) {
  await signIn(phone, chi, { looks: true });
  await shows(phone, 'mine.tasks');
  await look(phone, 'mine');
  await report(phone, TASKS.chi[0], { note: 'Đã hướng dẫn đủ, có danh sách kèm theo.' });
  await follow(phone.page, 'mine.score.go');
  await shows(phone, 'mine.score.title');
  await look(phone, 'mine-score');
  await score(phone, { less: 0.5, level: GOOD, words: 'Tháng này tôi làm đủ việc được giao.' });
  await exchange(phone);
}

async function enterResults(tablet, { accounts, rated }) {
  await exchange(tablet);
  await goTo(tablet, 'sheet.place');
  await shows(tablet, 'sheet.title');
  for (const who of ['diu', 'binh', 'dung']) {
    await openPerson(tablet, accounts[who].name);
    // One of them was late: no self-score makes up for it.
    await report(tablet, TASKS[who][0], who === 'dung' ? { on: `28/${monthWords(rated)}` } : {});
    await score(tablet, { less: who === 'dung' ? 1 : 0.5, level: who === 'dung' ? COMPLETED : GOOD });
  }
  await look(tablet, 'results-person');
  for (const who of ['binh', 'chi', 'dung']) {
    await openPerson(tablet, accounts[who].name);
    await confirmResult(tablet, TASKS[who][0]);
  }
  await goTo(tablet, 'month.place');
  await shows(tablet, 'month.name');
  await look(tablet, 'month-before-the-meeting');
}

async function meet(tablet, { accounts, rated }) {
  const { diu, binh, chi, dung } = accounts;
  await goTo(tablet, 'meeting.place');
  await shows(tablet, 'meeting.title');
  await meeting.callRoll(tablet, {
    from: '19:30', place: 'Nhà văn hóa thôn Hương Lý', recorder: binh.name, superiors: 'Đồng chí Đảng ủy viên phụ trách',
  });
  await look(tablet, 'meeting-roll');
  await meeting.part(tablet, 'meeting.part.people');
  await openPerson(tablet, binh.name);
  await meeting.turnOf(tablet, binh.name);
  await meeting.say(tablet, { strengths: 'Sâu sát, vận động được dân.', hands: { [GOOD]: 3 }, remarks: 'Các đồng chí đều nhất trí.' });
  await look(tablet, 'meeting-turn-by-hand');
  await meeting.confirmTurn(tablet);
  await meeting.turnOf(tablet, chi.name);
  await meeting.say(tablet, { strengths: 'Nhiệt tình, có trách nhiệm.', shortcomings: 'Báo cáo còn chậm.' });
  await meeting.confirmTurn(tablet);
  await meeting.turnOf(tablet, diu.name);
  await meeting.say(tablet, { strengths: 'Chủ trì tốt sinh hoạt chi bộ.' });
  await look(tablet, 'meeting-own-turn');
  await meeting.confirmAs(tablet, binh);
  await meeting.turnOf(tablet, dung.name);
  await meeting.say(tablet, {
    strengths: 'Tuần tra đủ buổi.', level: GOOD, reason: 'Chậm vì mưa lũ, chi bộ đã xác minh.',
  });
  await look(tablet, 'meeting-turn-against-the-system');
  await meeting.confirmTurn(tablet);
  await tablet.page.getByText(t('together.levels')).waitFor();
  await look(tablet, 'meeting-together');
  await meeting.part(tablet, 'meeting.part.next');
  await copyMonth(tablet, monthWords(rated));
  await look(tablet, 'meeting-next-month');
  await meeting.part(tablet, 'meeting.part.minutes');
  await meeting.closeMinutes(tablet, {
    discussion: 'Chi bộ thảo luận việc làm đường liên thôn.', conclusion: 'Giao việc tháng sau như đã nêu.', until: '21:15',
  });
  await meeting.seal(tablet);
  await look(tablet, 'meeting-minutes');
  await follow(tablet.page, 'meeting.print');
  await tablet.page.locator('.paper').waitFor();
  await look(tablet, 'paper-minutes');
  await tablet.page.goBack();
  await meeting.submit(tablet);
  await look(tablet, 'report-not-sent');
}

/** The cell's month as the server has it, in the whole view that an account has. */
async function bookOf(server, { rated }, account) {
  const api = await new Api(server).signIn(account.login, account.password);
  const { views } = await api.get(`/books/${CELL}/${rated}`);
  return views.find(({ view }) => view === 'full').parts;
}

async function arrivedOnce(server, place) {
  const { head, records } = await bookOf(server, place, place.accounts.diu);
  assert.equal(head.submissions.length, 1);
  for (const who of ['diu', 'binh', 'chi', 'dung']) {
    const { history, tasks } = records[place.accounts[who].person];
    const acts = history.map(({ act }) => JSON.stringify(act));
    assert.equal(new Set(acts).size, acts.length, `${who}: an act twice`);
    for (const kind of ['assign', 'report_result', 'score', 'vote', 'submit']) {
      const often = history.filter(touched => touched.kind === kind).length;
      assert.equal(often, 1, `${who}: ${kind} ${often} times`);
    }
    assert.equal(Object.keys(tasks).length, 1, who);
  }
}

async function receive(desk, { accounts, rated }) {
  await signIn(desk, accounts.hoa);
  await committee.toDesk(desk, rated);
  await look(desk, 'committee');
  await follow(desk.page, 'committee.now.receive.go');
  await look(desk, 'committee-submission');
  await committee.receive(desk);
}

async function compile(desk, { accounts, rated }) {
  await goTo(desk, 'committee.place');
  await committee.toDesk(desk, rated);
  await follow(desk.page, 'committee.now.receive.go');
  await committee.receive(desk);
  await desk.page.locator('.back-link').click();
  await committee.step(desk, 'committee.limits');
  await look(desk, 'committee-limits');
  await committee.answerNoToAll(desk);
  await committee.step(desk, 'committee.conclusion');
  await look(desk, 'committee-compile');
  await committee.conclude(desk, {
    number: '12-KL/ĐU', body: 'Ban Thường vụ Đảng ủy xã Đại Đồng', chair: accounts.minh.name,
    votes: { entitled: 5, present: 5, agree: 5, against: 0, other: 0 },
  });
  await look(desk, 'committee-concluded');
  await exchange(desk);
}

async function decide(desk, { accounts, rated }) {
  await lock(desk);
  await signIn(desk, accounts.minh);
  await committee.toDesk(desk, rated);
  await follow(desk.page, 'committee.now.decide.go');
  await look(desk, 'committee-to-decide');
  await committee.decide(desk);
  await exchange(desk);
  await lock(desk);
  await enterPin(desk, accounts.hoa);
  await exchange(desk);
  await goTo(desk, 'committee.place');
  await committee.toDesk(desk, rated);
  await committee.step(desk, 'committee.announcement');
  await look(desk, 'committee-to-announce');
  await committee.announce(desk, '34-TB/ĐU');
  await look(desk, 'committee-announced');
  await exchange(desk);
}

async function read(phone, { accounts }) {
  await exchange(phone);
  await goTo(phone, 'mine.result');
  await shows(phone, 'mine.result.title');
  await look(phone, 'mine-result');
  assert.equal(await mine.level(phone), GOOD);
  const page = await phone.page.locator('main').innerText();
  for (const words of ['12-KL/ĐU', '34-TB/ĐU', accounts.minh.name, 'Báo cáo còn chậm.', 'hoàn thành vượt yêu cầu']) {
    assert.ok(page.includes(words), `the page does not say ${words}`);
  }
  await mine.say(phone, 'comment', WORDS);
  await look(phone, 'mine-result-with-a-comment');
}

async function object(desk, phone, { accounts, rated }) {
  await mine.say(phone, 'appeal', OBJECTION);
  await exchange(phone);
  await lock(desk);
  await enterPin(desk, accounts.minh);
  await exchange(desk);
  await goTo(desk, 'committee.place');
  await committee.toDesk(desk, rated);
  await answer(desk, OBJECTION, ANSWER);
  await exchange(desk);
  await exchange(phone);
  await goTo(phone, 'mine.result');
  await phone.page.getByText(ANSWER).waitFor();
  await look(phone, 'mine-result-answered');
}
