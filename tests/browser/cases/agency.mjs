// The month of an agency's officials: planned, self-scored, met on, decided by the head, read by the official. Of the
// head the Board notes how those were rated whom he manages, which the leaders' formula asks for.
import assert from 'node:assert/strict';
import { decide, tell } from '../lib/agency.mjs';
import { newDevice, newVillage } from '../lib/district.mjs';
import { signIn } from '../lib/gate.mjs';
import {
  choose, dialog, exchange, fill, follow, goTo, goWithin, look, openPerson, press, saved, shows,
} from '../lib/hand.mjs';
import * as meeting from '../lib/meeting.mjs';
import * as mine from '../lib/mine.mjs';
import { assign } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { confirmResult, report, score } from '../lib/sheet.mjs';
import { t } from '../lib/words.mjs';

const GOOD = 'Hoàn thành tốt nhiệm vụ';
const TASKS = {
  dao: ['Thẩm định hồ sơ nâng bậc lương thường xuyên', '15', 'hồ sơ', 'Trưởng phòng'],
  giang: ['Tham mưu báo cáo cải cách hành chính quý IV', '1', 'báo cáo', 'Trưởng phòng'],
};
await scenario(async shown => {
  const { server, accounts, rated } = await step('an administrator enters an agency', () =>
    newVillage(shown, { whole: true, heads: 'nguoi-dung-dau-335' }));
  const { ban, chien, dao, giang } = accounts;
  const device = async (size, account) => {
    const opened = await newDevice(shown, server, size);
    await signIn(opened, account);
    return opened;
  };
  const tablet = await step('the head opens his account', () => device('tablet', chien));
  await step('the head plans', async () => {
    await goTo(tablet, 'plan.place');
    await shows(tablet, 'plan.title');
    for (const [who, [product, quantity, unit, confirmer]] of Object.entries(TASKS)) {
      await assign(tablet, accounts[who].name, { product, quantity, unit, confirmer });
    }
    await exchange(tablet);
  });
  const phone = await step('an official opens her account on a phone', () => device('phone', dao));
  await step('she reports and scores herself', async () => {
    await report(phone, TASKS.dao[0]);
    await follow(phone.page, 'mine.score.go');
    await score(phone, { less: 0.25, level: GOOD });
    await exchange(phone);
  });
  await step('the agency meets: remarks and a level for each', async () => {
    await exchange(tablet);
    await goTo(tablet, 'sheet.place');
    await openPerson(tablet, giang.name);
    await report(tablet, TASKS.giang[0]);
    await score(tablet, { less: 0.5, level: GOOD });
    for (const who of ['dao', 'giang']) {
      await openPerson(tablet, accounts[who].name);
      await confirmResult(tablet, TASKS[who][0]);
    }
    await meet(tablet, accounts);
  });
  await step('the head decides, and everyone is told', async () => {
    await follow(tablet.page, 'meeting.print');
    await tablet.page.locator('.paper').getByText(t('paper.creed')).waitFor();
    await look(tablet, 'paper-minutes-of-an-agency');
    await tablet.page.goBack();
    await follow(tablet.page, 'minutes.to_decision');
    await shows(tablet, 'decide.title');
    await look(tablet, 'agency-to-decide');
    await decide(tablet, '15-KL/CQ', 2);
    await tell(tablet, '16-TB/CQ', 2);
    await look(tablet, 'agency-decided');
    await exchange(tablet);
  });
  await step('the official reads why', async () => {
    await exchange(phone);
    await goTo(phone, 'mine.result');
    await shows(phone, 'mine.result.title');
    await look(phone, 'official-result');
    assert.equal(await mine.level(phone), GOOD);
    const page = await phone.page.locator('main').innerText();
    for (const words of ['15-KL/CQ', '16-TB/CQ', chien.name, 'Tham mưu kịp thời.', 'hoàn thành vượt yêu cầu']) {
      assert.ok(page.includes(words), `the page does not say ${words}`);
    }
  });
  await step('the Board notes how the head\'s staff was rated, and how he leads', async () => {
    const desk = await device('desk', ban);
    await shows(desk, 'decide.title');
    const staff = desk.page.locator('.card').filter({ hasText: t('staff.title') });
    await staff.getByText(t('staff.share', { part: 2, of: 2 })).waitFor();
    await look(desk, 'staff');
    await press(desk.page, 'staff.state', { n: 2 });
    await staff.getByText(t('staff.none')).first().waitFor({ state: 'detached' });
    await saved(desk);
    await press(desk.page.locator('.card').filter({ hasText: t('heads.proposals') }), 'heads.propose');
    for (const percent of await dialog(desk).getByRole('spinbutton').all()) await percent.fill('90');
    await choose(dialog(desk), GOOD);
    await fill(dialog(desk), 'proposal.reason', 'Theo biên bản cuộc họp của tập thể.');
    await look(desk, 'leader');
    await press(dialog(desk), 'heads.propose.do');
    await dialog(desk).waitFor({ state: 'detached' });
    await exchange(desk);
    await goWithin(desk.page, `/why/huyen/${rated}/${chien.person}`);
    await desk.page.getByText(t('why.facts')).waitFor();
    await desk.page.getByText('90 %').first().waitFor();
    await look(desk, 'leader-why');
  });
});

async function meet(tablet, { chien, dao, giang }) {
  await goTo(tablet, 'meeting.place');
  await shows(tablet, 'meeting.title');
  await meeting.callRoll(tablet, {
    from: '14:00', place: 'Phòng họp Phòng Nội vụ', recorder: giang.name, chair: chien.name,
  });
  await look(tablet, 'agency-roll');
  await meeting.part(tablet, 'meeting.part.people');
  await openPerson(tablet, dao.name);
  await meeting.turnOf(tablet, dao.name);
  await meeting.say(tablet, { strengths: 'Tham mưu kịp thời.' });
  await look(tablet, 'agency-turn');
  await meeting.confirmTurn(tablet);
  await meeting.turnOf(tablet, giang.name);
  await meeting.say(tablet, { strengths: 'Chủ động trong công việc.' });
  await meeting.confirmTurn(tablet);
  await meeting.part(tablet, 'meeting.part.minutes');
  await meeting.closeMinutes(tablet, {
    discussion: 'Cơ quan thảo luận công việc tháng sau.', conclusion: 'Thống nhất như trên.', until: '15:30',
  });
  await meeting.seal(tablet);
}
