// Route 6: a unit is rated as a whole. Its head divides a task of it among its people and enters for it on a phone, the Board proposes and sends it round, a
// member of the Standing Committee who does not lead it answers, the body concludes, and the head waits until then;
// what the level above decided of the Standing Committee itself is entered with its document.
import assert from 'node:assert/strict';
import { propose, tell } from '../lib/agency.mjs';
import { Api } from '../lib/api.mjs';
import { newDevice, newVillage } from '../lib/district.mjs';
import { enterPin, lock, signIn } from '../lib/gate.mjs';
import {
  choose, dialog, exchange, field, fill, follow, goTo, goWithin, look, press, saved, shows,
} from '../lib/hand.mjs';
import * as heads from '../lib/heads.mjs';
import { assign } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { score } from '../lib/sheet.mjs';
import { AGENCY, OFFICE_AS_A_WHOLE, COMMITTEE_AS_A_WHOLE } from '../lib/village.mjs';
import { like, t } from '../lib/words.mjs';

const GOOD = 'Hoàn thành tốt nhiệm vụ';
const EXCELLENT = 'Hoàn thành xuất sắc nhiệm vụ';
const REASON = 'Theo biên bản cuộc họp của tập thể.';
const VOTES = { entitled: 11, present: 9, agree: 9 };
const BODY = 'Ban Thường vụ Huyện ủy';
const TASK = { product: 'Thẩm định hồ sơ thi đua cấp xã', quantity: '12', unit: 'hồ sơ', confirmer: 'Văn phòng Huyện ủy' };
const ADMIN = {
  login: 'quantri', name: 'Phạm Văn Quản', password: 'mật khẩu của quản trị', pin: '264813',
};

await scenario(async shown => {
  const { server, accounts, rated } = await step('a district is entered, units as a whole too', () =>
    newVillage(shown, { whole: true }));
  const { ban, thang, chien, hanh, loc, dao } = accounts;
  const device = async (size, account) => {
    const opened = await newDevice(shown, server, size);
    await signIn(opened, account);
    return opened;
  };
  await step('an administrator enters one more', async () => {
    const opened = await device('tablet', ADMIN);
    await goTo(opened, 'admin.place');
    await opened.page.getByRole('button', { name: like('unit.district') }).first().click();
    await press(opened.page, 'admin.collective.add');
    await field(dialog(opened), 'admin.collective.unit').selectOption({ label: 'Đảng bộ xã Đại Đồng' });
    await look(opened, 'collective-added');
    await press(dialog(opened), 'admin.save');
    await opened.page.getByText(t('admin.collective.named', { unit: 'Đảng bộ xã Đại Đồng' })).first().waitFor();
    await lock(opened);
  });
  await step('its head divides a task that it was given, on a tablet', async () => {
    // Who leads the district gives units their tasks.
    const admin = await new Api(server).signIn(ADMIN.login, ADMIN.password);
    await admin.post('/admin/posts', { person: loc.person, held: { role: 'secretary', unit: 'huyen', from: `${rated}-01`, document: '03-QĐ/TU' } });
    const giver = await device('desk', loc);
    await goWithin(giver.page, `/plan/huyen/${rated}`);
    await assign(giver, OFFICE_AS_A_WHOLE, TASK);
    await exchange(giver);
    await lock(giver);
    const opened = await device('tablet', chien);
    await goTo(opened, 'month.place');
    await goWithin(opened.page, `/month/${AGENCY}/${rated}`);
    await opened.page.getByText(t('dividing.undivided', { n: 1 })).waitFor();
    await follow(opened.page, 'dividing.go');
    await shows(opened, 'plan.title');
    await press(opened.page, 'dividing.divide');
    const form = dialog(opened);
    await press(form, 'plan.add.confirm');
    await form.getByText(t('dividing.nobody')).waitFor();
    await field(form, 'dividing.owner').selectOption({ label: dao.name });
    await fill(form, 'plan.quantity', '7');
    await look(opened, 'divide');
    await press(form, 'plan.add.confirm');
    await opened.page.getByText(t('dividing.left', { quantity: '5', unit: TASK.unit })).waitFor();
    await opened.page.getByText(t('dividing.part', { quantity: '7', unit: TASK.unit })).waitFor();
    await look(opened, 'divided');
    await exchange(opened);
    await lock(opened);
  });
  const phone = await step('the head scores for the unit on a phone, without a line', async () => {
    const opened = await device('phone', chien);
    await goTo(opened, 'mine.tasks');
    await opened.page.getByText(t('mine.collective', { name: OFFICE_AS_A_WHOLE })).first().waitFor();
    await look(opened, 'collective-mine');
    await opened.cutNetwork();
    // Two months are open; the one that ends first stands first.
    const card = opened.page.locator('.mine-month').filter({ hasText: OFFICE_AS_A_WHOLE }).first();
    await follow(card, 'mine.score.go');
    await shows(opened, 'mine.score.title');
    await look(opened, 'collective-score');
    await score(opened, { less: 0.5, level: GOOD });
    await opened.restoreNetwork();
    await exchange(opened);
    return opened;
  });
  const desk = await step('the Board proposes for the unit and for its head', async () => {
    const opened = await device('desk', ban);
    await shows(opened, 'decide.title');
    for (const name of [OFFICE_AS_A_WHOLE, chien.name, COMMITTEE_AS_A_WHOLE]) {
      await propose(opened, name, { level: GOOD, strengths: 'Điều hành tốt.', reason: REASON });
    }
    await look(opened, 'collective-proposed');
    await heads.answerNo(opened);
    await exchange(opened);
    return opened;
  });
  await step('both tables go round, the unit\'s first', async () => {
    await goTo(desk, 'heads.place');
    await heads.sendRound(desk);
    await heads.sendRound(desk);
    await look(desk, 'collective-asked');
    await exchange(desk);
    const member = await device('phone', hanh);
    await goTo(member, 'opinions.place');
    await shows(member, 'opinions.title');
    for (const name of [OFFICE_AS_A_WHOLE, chien.name]) {
      await heads.agree(member, name);
      await heads.give(member, 1).catch(() => null);
    }
    await look(member, 'collective-opined');
    await exchange(member);
    await exchange(desk);
    await goTo(desk, 'heads.place');
  });
  const chairConfirms = async number => {
    await exchange(desk);
    await lock(desk);
    await (thang.isFirst ? signIn(desk, thang) : enterPin(desk, thang));
    await goTo(desk, 'heads.place');
    await shows(desk, 'decide.title');
    await heads.confirm(desk, 1);
    await exchange(desk);
    await lock(desk);
    await enterPin(desk, ban);
    await exchange(desk);
    await goTo(desk, 'heads.place');
    await tell(desk, number, 1);
  };
  await step('the head is not decided before the unit', async () => {
    await heads.endRoundOf(desk, chien.name);
    await heads.enterConclusionOf(desk, chien.name, { number: '21-KL/BTV', body: BODY, chair: thang.name, votes: VOTES });
    await desk.page.getByText(t('refusal.collective_first', { names: chien.name })).waitFor();
    await look(desk, 'collective-first');
  });
  await step('the unit is concluded, confirmed and told', async () => {
    await heads.endRoundOf(desk, OFFICE_AS_A_WHOLE);
    await heads.concludeOf(desk, OFFICE_AS_A_WHOLE, { number: '20-KL/BTV', body: BODY, chair: thang.name, votes: VOTES });
    await chairConfirms('22-TB/BTC');
    await look(desk, 'collective-told');
  });
  await step('then its head', async () => {
    await heads.concludeOf(desk, chien.name, { number: '21-KL/BTV', body: BODY, chair: thang.name, votes: VOTES });
    await chairConfirms('23-TB/BTC');
  });
  await step('what the level above decided is entered with its document', async () => {
    const row = desk.page.getByRole('row').filter({ hasText: COMMITTEE_AS_A_WHOLE });
    await press(row, 'entered.do');
    await choose(dialog(desk), EXCELLENT);
    await press(dialog(desk), 'entered.save');
    await dialog(desk).getByText(t('refusal.document_missing')).waitFor();
    await fill(dialog(desk), 'entered.document', '8-QĐ/TU');
    await look(desk, 'collective-entered');
    await press(dialog(desk), 'entered.save');
    await dialog(desk).waitFor({ state: 'detached' });
    await saved(desk);
    await tell(desk, '24-TB/BTC', 1);
    await exchange(desk);
  });
  await step('who leads the unit reads why', async () => {
    await exchange(phone);
    await goTo(phone, 'mine.tasks');
    await goTo(phone, 'mine.result');
    await shows(phone, 'mine.result.title');
    const own = await phone.page.locator('main').innerText();
    assert.ok(own.includes('21-KL/BTV'), own);
    await look(phone, 'collective-head-result');
    await follow(phone.page, 'mine.result.collective', { name: OFFICE_AS_A_WHOLE });
    await phone.page.getByText('20-KL/BTV').first().waitFor();
    const of = await phone.page.locator('main').innerText();
    for (const words of [OFFICE_AS_A_WHOLE, '22-TB/BTC', REASON]) assert.ok(of.includes(words), `not ${words}: ${of}`);
    await look(phone, 'collective-result');
  });
});
