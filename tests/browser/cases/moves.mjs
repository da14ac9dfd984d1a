// An administrator moves a member inside the month, with the decision, and merges the cell that she came from: her
// work there is read beside in the new cell, and by herself.
import assert from 'node:assert/strict';
import { Api } from '../lib/api.mjs';
import { newDevice, newVillage } from '../lib/district.mjs';
import { signIn } from '../lib/gate.mjs';
import { dialog, exchange, field, fill, goTo, goWithin, look, press } from '../lib/hand.mjs';
import { assign } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { CELL, COMMUNE } from '../lib/village.mjs';
import { like, t } from '../lib/words.mjs';

const ADMIN = {
  login: 'quantri', name: 'Phạm Văn Quản', password: 'mật khẩu của quản trị', pin: '264813',
};
const OTHER = 'lang-da';
const OTHER_NAME = 'Chi bộ thôn Làng Đá';
const TASK = { product: 'Vận động hiến đất mở đường thôn', quantity: '2', unit: 'hộ', confirmer: 'Trưởng thôn' };
const NUMBER = '12-QĐ/ĐU';

/** The dialog in front, where one stands over a side panel. */
const form = device => dialog(device).last();

/** Number and date of the decision. */
async function decide(device, day) {
  await fill(form(device), 'admin.post.document', NUMBER);
  await fill(form(device), 'admin.paper.date', day);
}

await scenario(async shown => {
  const { server, accounts, begins } = await step('a district is entered', () => newVillage(shown));
  await step('with another cell, whose month is open', async () => {
    const admin = await new Api(server).signIn(ADMIN.login, ADMIN.password);
    await admin.post('/admin/units', {
      id: OTHER, kind: 'cell', name: OTHER_NAME, management_parent: COMMUNE, party_parent: COMMUNE, from: `${begins}-01`,
    });
    await admin.post('/admin/months', { book: `${OTHER}/${begins}` });
  });
  const tablet = await newDevice(shown, server, 'tablet');
  await step('the secretary gives her work', async () => {
    await signIn(tablet, accounts.diu);
    await goWithin(tablet.page, `/plan/${CELL}/${begins}`);
    await assign(tablet, accounts.chi.name, TASK);
    await exchange(tablet);
  });
  const desk = await newDevice(shown, server, 'desk');
  const [year, month] = begins.split('-');
  await step('the administrator moves her, not without a decision', async () => {
    await signIn(desk, ADMIN);
    await goTo(desk, 'admin.place');
    await goWithin(desk.page, `/admin/${CELL}`);
    await desk.page.locator('main .list').getByRole('button').filter({ hasText: accounts.chi.name }).click();
    await press(dialog(desk), 'admin.move');
    await field(form(desk), 'admin.move.to').selectOption({ label: OTHER_NAME });
    await fill(form(desk), 'admin.move.day', `01/${month}/${year}`);
    await press(form(desk), 'admin.move.go');
    await form(desk).getByText(t('admin.missing')).waitFor();
    await decide(desk, `01/${month}/${year}`);
    await look(desk, 'move');
    await press(form(desk), 'admin.move.go');
    await desk.page.getByText(t('admin.saved')).first().waitFor();
  });
  await step('she reads what she brought', async () => {
    const phone = await newDevice(shown, server, 'phone');
    await signIn(phone, accounts.chi);
    await goTo(phone, 'mine.tasks');
    await phone.page.getByText(like('sheet.brought')).first().waitFor();
    await phone.page.getByText(TASK.product).first().waitFor();
    await look(phone, 'brought');
  });
  await step('the cell merges into the other', async () => {
    await goWithin(desk.page, `/admin/${CELL}`);
    if (await dialog(desk).count() > 0) await desk.page.keyboard.press('Escape');
    await press(desk.page.locator('main'), 'admin.merge');
    await field(form(desk), 'admin.merge.into').selectOption({ label: OTHER_NAME });
    await decide(desk, `01/${month}/${year}`);
    await look(desk, 'merge');
    await press(form(desk), 'admin.merge.go');
    await desk.page.getByText(t('admin.unit.ended_by')).waitFor();
    const words = await desk.page.locator('main').innerText();
    assert.ok(words.includes(NUMBER) && words.includes(OTHER_NAME), words);
    await look(desk, 'merged');
  });
});
