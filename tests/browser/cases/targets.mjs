// Targets of the term: a commune's office sets one and reads it without a network; a secretary gives work that serves
// it; the office finds the work on its page. Then the demonstration's district: 26 targets, 8 met, 16 from 70 %, 2 from
// 50 %, on a desk, a tablet and a phone.
import assert from 'node:assert/strict';
import { newDevice, newVillage } from '../lib/district.mjs';
import { signIn } from '../lib/gate.mjs';
import { dialog, exchange, fill, goTo, goWithin, look, openPerson, picture, press, saved, shows } from '../lib/hand.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { Server, demonstration } from '../lib/server.mjs';
import { enterReading, openTarget, row, serve, setTarget } from '../lib/targets.mjs';
import { t } from '../lib/words.mjs';

const TITLE = 'Hộ hiến đất làm đường liên thôn';
const MEASURE = 'hộ';
const PRODUCT = 'Vận động hộ hiến đất mở rộng đường liên thôn';
const PASSWORD = 'roviec-2026';
const PIN = '428159';

await scenario(async shown => {
  const { server, accounts } = await step('an administrator enters a village', () => newVillage(shown));
  const device = async (size, account, at = server) => {
    const opened = await newDevice(shown, at, size);
    await signIn(opened, account);
    return opened;
  };
  const says = async (opened, ...words) => {
    const main = opened.page.locator('main');
    for (const said of words) await main.getByText(said, { exact: true }).first().waitFor();
  };
  const tablet = await step('the office sets a target, and is told what is missing', async () => {
    const opened = await device('tablet', accounts.hoa);
    await exchange(opened);
    await goTo(opened, 'targets.place');
    await shows(opened, 'targets.title');
    await look(opened, 'targets-none');
    await press(opened.page.locator('.action-bar'), 'targets.add');
    const form = dialog(opened);
    await press(form, 'targets.add.confirm');
    await form.getByText(t('targets.quantity.empty')).waitFor();
    await fill(form, 'targets.field.planned', '40');
    await press(form, 'targets.add.confirm');
    await form.getByText(t('refusal.target_incomplete')).waitFor();
    await fill(form, 'targets.field.title', TITLE);
    await look(opened, 'targets-form');
    // What was typed is there again.
    await opened.page.keyboard.press('Escape');
    await press(opened.page.locator('.action-bar'), 'targets.add');
    await dialog(opened).getByText(t('form.restored')).waitFor();
    await press(dialog(opened), 'form.forget');
    await opened.page.keyboard.press('Escape');
    await setTarget(opened, { title: TITLE, planned: '40', measure: MEASURE, document: 'NQ 02-NQ/ĐH' });
    await says(opened, t('targets.band.none'));
    await exchange(opened);
    return opened;
  });
  await step('it is read without a network: below a half, and exactly the half', async () => {
    await tablet.cutNetwork();
    await goTo(tablet, 'targets.place');
    await openTarget(tablet, TITLE);
    await enterReading(tablet, { value: '19,998', measure: MEASURE, source: 'Báo cáo 12-BC/ĐU' });
    await says(tablet, t('targets.band.below'), '49,99 %');
    await look(tablet, 'target-read-offline');
    // The second reading of a day takes the place of the first.
    await enterReading(tablet, { value: '20', measure: MEASURE, source: 'Báo cáo 13-BC/ĐU' });
    await says(tablet, t('targets.band.half'), '50 %');
    await tablet.restoreNetwork();
    await exchange(tablet);
  });
  await step('the secretary gives work that serves it', async () => {
    const cell = await device('tablet', accounts.diu);
    await exchange(cell);
    await goTo(cell, 'plan.place');
    await openPerson(cell, accounts.chi.name);
    await press(cell.page.locator('.action-bar'), 'plan.add');
    const form = dialog(cell);
    await fill(form, 'plan.product', PRODUCT);
    await fill(form, 'plan.quantity', '3');
    await fill(form, 'plan.unit', 'hộ');
    await fill(form, 'plan.confirmer', 'Trưởng thôn');
    await serve(form, `${TITLE} (Đảng bộ xã Đại Đồng)`);
    await look(cell, 'task-serves');
    await press(form, 'plan.add.confirm');
    await says(cell, t('plan.fact.target', { target: TITLE }));
    await saved(cell);
    await look(cell, 'task-that-serves');
    await exchange(cell);
  });
  await step('the office finds it on a phone', async () => {
    const phone = await device('phone', accounts.hoa);
    await exchange(phone);
    await goTo(phone, 'targets.place');
    await row(phone, TITLE).waitFor();
    await look(phone, 'targets');
    await openTarget(phone, TITLE);
    await says(phone, PRODUCT, '3 hộ, chưa báo', 'Chi bộ thôn Hương Lý');
    await look(phone, 'target');
  });
  await step('a plain member has no such place', async () => {
    const phone = await device('phone', accounts.chi);
    await exchange(phone);
    await goTo(phone, 'mine.tasks');
    await phone.page.getByText(t('plan.fact.target', { target: TITLE })).first().waitFor();
    assert.equal(await phone.page.getByRole('link', { name: t('targets.place'), exact: true }).count(), 0);
  });
  await step('the district of the demonstration: 8, 16 and 2 of 26', async () => {
    const demo = await new Server(demonstration()).start();
    shown.servers.push(demo);
    for (const size of ['desk', 'tablet', 'phone']) {
      const board = await device(size, { login: 'btc.huyen', password: PASSWORD, pin: PIN }, demo);
      await exchange(board);
      await goTo(board, 'targets.place');
      await shows(board, 'targets.title');
      await row(board, 'Tỷ lệ hộ nghèo').waitFor();
      assert.equal(await board.page.locator('.targets-table tbody tr').count(), 26);
      const figures = await board.page.locator('.figures').innerText();
      const numbers = figures.split('\n').filter(line => /^\d+$/.test(line));
      assert.deepEqual(numbers, ['8', '16', '2', '0']);
      await look(board, 'district-targets');
      await openTarget(board, 'Thôn nông thôn mới kiểu mẫu');
      await says(board, t('targets.band.met'), '116,66 %', 'Đảng bộ xã Đại Đồng');
      await look(board, 'district-target');
      await goWithin(board.page, '/targets/dai-dong');
      await row(board, 'Đường thôn được bê tông hóa').waitFor();
      await picture(board, 'commune-targets');
      await board.close();
    }
  });
});
