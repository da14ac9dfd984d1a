// Two tablets hold one meeting, both without a network: the first to arrive stands, the second comes back as one
// bundle beside it, whole, and its author lets it go or insists.
import assert from 'node:assert/strict';
import { newDevice, newVillage } from '../lib/district.mjs';
import { signIn, untilKept } from '../lib/gate.mjs';
import { choose, dialog, exchange, fill, goTo, look, openPerson, press } from '../lib/hand.mjs';
import { callRoll, confirmTurn, part } from '../lib/meeting.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { like, t } from '../lib/words.mjs';

const GOOD = 'Hoàn thành tốt nhiệm vụ';
const COMPLETED = 'Hoàn thành nhiệm vụ';
const HALL = 'Nhà văn hóa thôn';
const YARD = 'Sân nhà bí thư';

await scenario(async shown => {
  const { server, accounts: { diu, binh, chi } } = await newVillage(shown);
  const open = async account => {
    const device = await newDevice(shown, server);
    await signIn(device, account);
    await untilKept(device);
    await device.cutNetwork();
    return device;
  };
  const hold = async (device, place, from, level) => {
    await goTo(device, 'meeting.place');
    await callRoll(device, { from, place, recorder: binh.name });
    await part(device, 'meeting.part.people');
    await openPerson(device, chi.name);
    await choose(device.page.getByRole('region', { name: t('turn.decide') }), level);
    await fill(device.page, 'turn.reason', 'Chi bộ đã nghe trực tiếp.');
    await confirmTurn(device);
  };
  const secretary = await open(diu);
  const deputy = await open(binh);
  await step('each holds the meeting, and the two do not agree', async () => {
    await hold(secretary, HALL, '19:30', GOOD);
    await hold(deputy, YARD, '20:00', COMPLETED);
  });
  await step('the first arrives; the second is one bundle with both beginnings in sight', async () => {
    await secretary.restoreNetwork();
    await exchange(secretary);
    await deputy.restoreNetwork();
    await deputy.page.locator('.status-bar').click();
    await press(deputy.page, 'exchange.now');
    await deputy.page.getByText(t('exchange.second_meeting')).waitFor();
    const bundles = deputy.page.locator('.exchange-refused');
    assert.equal(await bundles.count(), 1);
    const words = await bundles.innerText();
    for (const from of ['19:30', '20:00']) assert.ok(words.includes(from), `${from} is not in: ${words}`);
    await bundles.getByText(like('exchange.with_it')).click();
    await look(deputy, 'exchange-second-meeting');
  });
  await step('it is let go as one, and both tablets show the first', async () => {
    await press(deputy.page, 'exchange.let_go');
    await press(dialog(deputy), 'exchange.let_go');
    await deputy.page.getByText(like('exchange.refused')).waitFor({ state: 'detached' });
    await exchange(deputy);
    await goTo(deputy, 'meeting.place');
    await part(deputy, 'meeting.part.roll');
    assert.equal(await deputy.page.getByLabel(t('roll.place')).inputValue(), HALL);
  });
});
