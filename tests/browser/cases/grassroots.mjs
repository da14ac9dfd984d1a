// Route 3: a grassroots cell without a committee decides on its members itself. The secretary proposes and chairs, the
// deputy takes the secretary's own turn and decides on that row, and everyone is told in the meeting.
import assert from 'node:assert/strict';
import { decide, tell } from '../lib/agency.mjs';
import { newDevice, newVillage } from '../lib/district.mjs';
import { enterPin, lock, signIn } from '../lib/gate.mjs';
import { exchange, follow, goTo, look, openPerson, shows } from '../lib/hand.mjs';
import * as meeting from '../lib/meeting.mjs';
import * as mine from '../lib/mine.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { t } from '../lib/words.mjs';

const GOOD = 'Hoàn thành tốt nhiệm vụ';
const SAID = { strengths: 'Gương mẫu, có trách nhiệm.', level: GOOD, reason: 'Chưa có số liệu trên hệ thống; chi bộ xác nhận.' };

await scenario(async shown => {
  const { server, accounts } = await step('a grassroots cell is entered', () =>
    newVillage(shown, { members: 'dang-vien-chi-bo-co-so' }));
  const { diu, binh, chi, dung } = accounts;
  const tablet = await newDevice(shown, server, 'tablet');
  await step('secretary and deputy open their accounts on one tablet', async () => {
    await signIn(tablet, binh);
    await lock(tablet);
    await signIn(tablet, diu);
    await shows(tablet, 'month.name');
    // It reports to nobody.
    const places = tablet.page.getByRole('navigation', { name: t('frame.places') });
    assert.equal(await places.getByRole('link', { name: t('report.place') }).count(), 0);
  });
  await step('the cell meets without a network; the secretary\'s own turn is the deputy\'s', async () => {
    await tablet.cutNetwork();
    await goTo(tablet, 'meeting.place');
    await shows(tablet, 'meeting.title');
    await meeting.callRoll(tablet, { from: '19:30', place: 'Nhà văn hóa thôn', chair: diu.name, recorder: binh.name });
    await meeting.part(tablet, 'meeting.part.people');
    await openPerson(tablet, binh.name);
    for (const { name } of [binh, chi, diu, dung]) {
      await meeting.turnOf(tablet, name);
      await meeting.say(tablet, SAID);
      await (name === diu.name ? meeting.confirmAs(tablet, binh) : meeting.confirmTurn(tablet));
    }
    await meeting.part(tablet, 'meeting.part.minutes');
    await meeting.closeMinutes(tablet, {
      discussion: 'Chi bộ thảo luận việc làm đường.', conclusion: 'Thống nhất như trên.', until: '21:00',
    });
    await meeting.seal(tablet);
  });
  await step('it decides there and then: all but the secretary', async () => {
    await follow(tablet.page, 'minutes.to_decision');
    await shows(tablet, 'decide.title');
    await look(tablet, 'grassroots-to-decide');
    await decide(tablet, '10-NQ/CB', 3);
    await tablet.restoreNetwork();
    await exchange(tablet);
  });
  await step('the deputy decides on the secretary, and tells everyone', async () => {
    await lock(tablet);
    await enterPin(tablet, binh);
    await exchange(tablet);
    await goTo(tablet, 'decide.place');
    await shows(tablet, 'decide.title');
    await tablet.page.getByText(t('decide.do_for', { n: 1 })).waitFor();
    await look(tablet, 'grassroots-deputy-decides');
    await decide(tablet, '10-NQ/CB', 1, 4);
    await tell(tablet, '11-TB/CB', 4);
    await look(tablet, 'grassroots-told');
    await exchange(tablet);
  });
  await step('a member reads her level and who decided', async () => {
    const phone = await newDevice(shown, server, 'phone');
    await signIn(phone, chi);
    await goTo(phone, 'mine.result');
    await shows(phone, 'mine.result.title');
    assert.equal(await mine.level(phone), GOOD);
    const page = await phone.page.locator('main').innerText();
    for (const words of ['10-NQ/CB', '11-TB/CB']) assert.ok(page.includes(words), `the page does not say ${words}`);
    await look(phone, 'grassroots-result');
  });
});
