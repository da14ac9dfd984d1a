// A new version of a rule set: its faults are said by line, it is tried on a month that is over, added from a month
// that nobody has opened, and taken by that month alone.
import assert from 'node:assert/strict';
import { newDevice, newVillage } from '../lib/district.mjs';
import { enterPin, signIn } from '../lib/gate.mjs';
import { button, dialog, exchange, follow, goTo, goWithin, look, press, shows } from '../lib/hand.mjs';
import { assign } from '../lib/plan.mjs';
import {
  addFrom, changed, chooseFile, holds, lineOf, markedLine, shippedRules, takeVersion, tryOn,
} from '../lib/ruling.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { report, score } from '../lib/sheet.mjs';
import { AGENCY, after } from '../lib/village.mjs';
import { like, monthWords, t } from '../lib/words.mjs';

const ID = 'cong-chuc-335';
const TITLE = 'Công chức (Nghị định 335/2025/NĐ-CP)';
const GOOD = 'Hoàn thành tốt nhiệm vụ';
const ADMIN = {
  login: 'quantri', name: 'Phạm Văn Quản', password: 'mật khẩu của quản trị', pin: '264813',
};
const TASK = { product: 'Thẩm định hồ sơ nâng bậc lương', quantity: '15', unit: 'hồ sơ', confirmer: 'Trưởng phòng' };
const BAD = changed(shippedRules(ID), { 'good = 70_00': 'good = 95_00', 'rate = 20 ': 'rate = 120 ' });
const STRICT = changed(shippedRules(ID), { 'excellent = 90_00': 'excellent = 99_90', 'good = 70_00': 'good = 99_80' });

await scenario(async shown => {
  const { server, accounts, rated, begins } = await step('a district is entered', () => newVillage(shown));
  const next = after(begins);
  const device = async (size, account) => {
    const opened = await newDevice(shown, server, size);
    await signIn(opened, account);
    return opened;
  };
  const tablet = await step('an agency\'s head plans', () => device('tablet', accounts.chien));
  await goTo(tablet, 'plan.place');
  await assign(tablet, accounts.dao.name, TASK);
  await exchange(tablet);
  const phone = await step('an official reports and scores herself', () => device('phone', accounts.dao));
  await report(phone, TASK.product);
  await follow(phone.page, 'mine.score.go');
  await score(phone, { less: 0.25, level: GOOD });
  await exchange(phone);
  const desk = await step('the administrator opens the page', () => device('desk', ADMIN));
  await goTo(desk, 'admin.place');
  await follow(desk.page, 'admin.rules.place');
  await shows(desk, 'admin.rules.title');
  await step('a file with faults is answered with each, by line', () => faults(desk));
  await step('nothing is lost without a line, nor by a reload', () => away(desk));
  await step('a higher threshold is tried on the month that is over', async () => {
    await chooseFile(desk, STRICT, { replaces: true });
    await tryOn(desk, monthWords(rated));
    const line = lineOf(desk, accounts.dao.name);
    await line.getByText('Phòng Nội vụ').waitFor();
    const words = await line.innerText();
    assert.ok(words.includes(t('level.completed')) && words.includes('99,8'), words);
    await look(desk, 'rules-trial');
  });
  await step('it is added from a month that nobody has opened', async () => {
    await addFrom(desk, monthWords(next));
    await look(desk, 'rules-confirm');
    await press(dialog(desk), 'admin.rules.add.go');
    await desk.page.getByText(t('admin.rules.added', { n: 2, month: monthWords(next) })).waitFor();
    await desk.page.locator('main').getByText(TITLE).waitFor();
    await look(desk, 'rules-added');
    await exchange(desk);
    await goWithin(desk.page, `/rules/${ID}/2`);
    await desk.page.getByText(t('rules.version', { n: 2, month: monthWords(next) })).waitFor();
    await desk.page.getByText(t('rules.from', { points: '99,8' })).waitFor();
    await look(desk, 'rules-version');
  });
  await step('a month that is opened later takes it', async () => {
    await goWithin(desk.page, `/admin/${AGENCY}`);
    await press(desk.page, 'admin.month.open', { month: monthWords(next) });
    await desk.page.getByText(t('admin.month.opened', { month: monthWords(next) })).waitFor();
    await exchange(phone);
    assert.equal(await versionOf(phone, accounts.dao, next), 2);
  });
  await step('and the months that were open keep theirs', async () => {
    for (const month of [rated, begins]) assert.equal(await versionOf(phone, accounts.dao, month), 1, month);
  });
  await step('the next version begins after it, and says so', async () => {
    await goWithin(desk.page, `/rules/${ID}/2`);
    await follow(desk.page, 'admin.rules.from_this');
    await holds(desk, STRICT);
    await tryOn(desk, monthWords(rated));
    await desk.page.getByText(t('admin.rules.trial.of', { title: TITLE, n: 3 })).waitFor();
    await addFrom(desk, monthWords(after(next)));
  });
});

async function faults(desk) {
  const { page } = desk;
  await takeVersion(desk, `${TITLE} – ${t('rules.version', { n: 1, month: '01/2026' })}`);
  await holds(desk, shippedRules(ID));
  await chooseFile(desk, BAD);
  await press(page, 'admin.rules.trial.go');
  await page.getByText(t('admin.rules.faults', { n: 2 })).waitFor();
  assert.equal(await page.getByText(like('admin.rules.trial.of')).count(), 0);
  await look(desk, 'rules-faults');
  const line = BAD.split('\n').findIndex(text => text.startsWith('good = 95_00')) + 1;
  await press(page, 'admin.rules.fault.show', { n: line });
  assert.equal(await markedLine(desk), 'good = 95_00');
  assert.ok(await button(page, 'admin.rules.add.go').isDisabled());
}

async function away(desk) {
  const { page } = desk;
  await desk.cutNetwork();
  await press(page, 'admin.rules.trial.go');
  await page.getByText(t('problem.no_line'), { exact: false }).waitFor();
  await look(desk, 'rules-away');
  await desk.restoreNetwork();
  await holds(desk, BAD);
  await page.reload();
  await enterPin(desk, ADMIN);
  await page.getByText(t('form.restored')).waitFor();
  await holds(desk, BAD);
}

/** By which version somebody is rated in a month, as the page of their reasons says it. */
async function versionOf(device, { person }, month) {
  await goWithin(device.page, `/why/${AGENCY}/${month}/${person}`);
  await shows(device, 'why.title');
  await device.page.getByText(monthWords(month)).first().waitFor();
  const rules = device.page.getByRole('link', { name: t('rules.open'), exact: true });
  return Number((await rules.getAttribute('href')).split('/').pop());
}
