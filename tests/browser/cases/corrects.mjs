// After a month is closed its levels change only by a new decision, which stands beside the first for ever.
import assert from 'node:assert/strict';
import { newDevice } from '../lib/district.mjs';
import { signIn } from '../lib/gate.mjs';
import {
  choose, dialog, exchange, field, fill, follow, goTo, goWithin, look, press, saved, shows,
} from '../lib/hand.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { Server, demonstration } from '../lib/server.mjs';
import { like, t } from '../lib/words.mjs';

const PASSWORD = 'roviec-2026';
const PIN = '428159';
const DOCUMENT = '56-QĐ/ĐU';
const PRAISE = 'Giấy khen của Đảng ủy';
const REASON = 'Kết quả xác minh bổ sung của chi bộ.';

await scenario(async shown => {
  const server = await new Server(demonstration()).start();
  shown.servers.push(server);
  const device = async (size, login) => {
    const opened = await newDevice(shown, server, size);
    await signIn(opened, { login, password: PASSWORD, pin: PIN });
    return opened;
  };
  const phone = await step('a member opens his account on a phone', () => device('phone', 'truongthon.huongly'));
  const { month, name, before } = await step('and reads his last result', () => lastResult(phone));
  const desk = await step('the committee\'s chair opens that month', () => device('desk', 'bt.daidong'));
  await step('he decides anew, with a reason', () => correct(desk, month, name));
  await step('the member reads both decisions', async () => {
    await exchange(phone);
    await goTo(phone, 'mine.result');
    await phone.page.getByText(t('mine.corrected')).first().waitFor();
    await look(phone, 'mine-result-corrected');
    const page = await phone.page.locator('main').innerText();
    for (const words of [DOCUMENT, REASON, before]) assert.ok(page.includes(words), `the page does not say ${words}`);
  });
  await step('his year is made of his months, and shows nobody else\'s', async () => {
    await follow(phone.page, 'year.own');
    await shows(phone, 'year.title');
    await phone.page.getByText(like('year.so_far')).first().waitFor();
    await look(phone, 'year-of-a-member');
    const rows = phone.page.locator('main tbody tr');
    assert.equal(await rows.count(), 1);
    assert.ok((await rows.first().innerText()).includes(name));
  });
  await step('the committee\'s chair reads the whole cell\'s year', async () => {
    const path = new URL(phone.page.url()).pathname;
    await goWithin(desk.page, path);
    await shows(desk, 'year.title');
    await desk.page.getByText(name).first().waitFor();
    await look(desk, 'year-of-a-cell');
    assert.ok(await desk.page.locator('main tbody tr').count() > 1);
  });
  const tablet = await step('the cell\'s secretary has it as a paper, and a quarter of it', async () => {
    const path = new URL(phone.page.url()).pathname;
    const tablet = await device('tablet', 'bt.huongly');
    await exchange(tablet);
    await goWithin(tablet.page, path);
    await shows(tablet, 'year.title');
    await tablet.page.locator('.paper').getByText(t('paper.year.kind')).waitFor();
    await tablet.page.locator('.segment').filter({ hasText: t('year.quarter', { n: 3 }) }).click();
    await tablet.page.locator('.paper').getByText(like('paper.year.about.quarter')).waitFor();
    await look(tablet, 'quarter-of-a-cell');
    assert.ok(await tablet.page.locator('.paper tbody tr').count() > 1);
    return tablet;
  });
  await step('she records what his ratings were used for, without a line', async () => {
    await tablet.page.locator('.segment').filter({ hasText: t('year.whole') }).click();
    const row = tablet.page.locator('main tbody tr').filter({ hasText: name }).first();
    await tablet.cutNetwork();
    await press(row, 'action.record');
    await field(dialog(tablet), 'action.kind').selectOption({ label: t('action.reward') });
    await fill(dialog(tablet), 'action.text', PRAISE);
    await press(dialog(tablet), 'action.save');
    await dialog(tablet).getByText(t('refusal.document_missing')).waitFor();
    await fill(dialog(tablet), 'action.document', '15-QĐ/ĐU');
    await look(tablet, 'action-entered');
    await press(dialog(tablet), 'action.save');
    await dialog(tablet).waitFor({ state: 'detached' });
    await row.getByText(PRAISE).waitFor();
    await look(tablet, 'action-on-the-year');
    await tablet.restoreNetwork();
    await exchange(tablet);
  });
  await step('and he reads it', async () => {
    await exchange(phone);
    await goTo(phone, 'mine.result');
    await phone.page.getByText(PRAISE).first().waitFor();
    await look(phone, 'action-read');
  });
});

/** The month that was decided last, whose page it is, and the number of that decision. */
async function lastResult(phone) {
  await goTo(phone, 'mine.result');
  await shows(phone, 'mine.result.title');
  await look(phone, 'mine-result-imported');
  const papers = await phone.page.locator('.result-papers').innerText();
  const month = new URL(phone.page.url()).pathname.split('/').pop();
  await phone.page.getByRole('button', { name: t('frame.account') }).click();
  const name = await phone.page.locator('.menu-who .strong').innerText();
  await phone.page.keyboard.press('Escape');
  return { month, name, before: papers.match(/\S+-KL\/ĐU/)[0] };
}

async function correct(desk, month, name) {
  const { page } = desk;
  await goTo(desk, 'committee.place');
  await shows(desk, 'committee.title');
  while (!page.url().endsWith(month)) {
    const was = new URL(page.url()).pathname;
    await press(page, 'period.before');
    await page.waitForFunction(path => location.pathname !== path, was);
  }
  await page.getByRole('link', { name: /Hương Lý/ }).first().click();
  await page.getByRole('link', { name }).first().click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
  await press(page, 'correct.title');
  const form = dialog(desk);
  await choose(form, 'Hoàn thành nhiệm vụ');
  await fill(form, 'correct.reason', REASON);
  await fill(form, 'correct.document', DOCUMENT);
  await look(desk, 'committee-correct');
  await press(form, 'correct.do');
  await form.waitFor({ state: 'detached' });
  await saved(desk);
  await exchange(desk);
}
