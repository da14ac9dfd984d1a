// Checking and urging: one tap of the secretary reminds who is not done, the committee's office sees which unit is
// late, reminds it with one tap, and prints the letter with who is responsible and their telephone.
import assert from 'node:assert/strict';
import { toDesk } from '../lib/committee.mjs';
import { newDevice, newVillage } from '../lib/district.mjs';
import { signIn } from '../lib/gate.mjs';
import { exchange, follow, goTo, look, press, shows } from '../lib/hand.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { like, t } from '../lib/words.mjs';

const CELL_NAME = 'Chi bộ thôn Hương Lý';
const TELEPHONE = '0216 388 1234';

await scenario(async shown => {
  const place = await newVillage(shown);
  const { server, accounts, rated } = place;
  const device = async (size, account) => {
    const opened = await newDevice(shown, server, size);
    await signIn(opened, account);
    return opened;
  };
  const tablet = await step('the secretary reminds everybody who is not done', async () => {
    const opened = await device('tablet', accounts.diu);
    await exchange(opened);
    await goTo(opened, 'month.place');
    await shows(opened, 'month.name');
    await opened.page.getByRole('button', { name: like('remind.people') }).click();
    await opened.page.getByText(like('remind.people.done')).waitFor();
    await exchange(opened);
    await goTo(opened, 'month.place');
    await look(opened, 'reminded');
    return opened;
  });
  await step('a member reads on her phone who reminds her of what', async () => {
    const phone = await device('phone', accounts.chi);
    await exchange(phone);
    await goTo(phone, 'mine.tasks');
    await phone.page.getByText(like('remind.from')).first().waitFor();
    assert.ok((await phone.page.locator('main').innerText()).includes(accounts.diu.name));
    await look(phone, 'reminded-member');
  });
  await step('the office prints the letter, and reminds the unit', async () => {
    const desk = await device('desk', accounts.hoa);
    await exchange(desk);
    await goTo(desk, 'committee.place');
    await toDesk(desk, rated);
    await look(desk, 'committee-late');
    await follow(desk.page, 'committee.now.urge.go');
    const letter = desk.page.locator('.paper');
    await letter.getByText(CELL_NAME).waitFor();
    const words = await letter.innerText();
    for (const said of [accounts.diu.name, TELEPHONE]) assert.ok(words.includes(said), `the letter does not say ${said}`);
    await look(desk, 'letter-of-urging');
    await press(desk.page, 'remind.units', { n: 1 });
    await desk.page.getByText(t('remind.units.done')).waitFor();
    await exchange(desk);
  });
  await step('the secretary reads it at home', async () => {
    await exchange(tablet);
    await goTo(tablet, 'month.place');
    await shows(tablet, 'month.name');
    await tablet.page.getByText(like('remind.from')).first().waitFor();
    assert.ok((await tablet.page.locator('main').innerText()).includes(accounts.hoa.name));
    await look(tablet, 'reminded-unit');
  });
});
