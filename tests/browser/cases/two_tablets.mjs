// Two tablets change the same field of one task, both without a network: the second hears of both values,
// insists, and both devices agree.
import assert from 'node:assert/strict';
import { newDevice, newVillage } from '../lib/district.mjs';
import { signIn, untilKept } from '../lib/gate.mjs';
import { dialog, exchange, fill, goTo, look, openPerson, press, saved } from '../lib/hand.mjs';
import { assign } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { like, t } from '../lib/words.mjs';

const PRODUCT = 'Vận động các hộ đấu nối nước sạch';
const REASON = 'Theo biên bản rà soát của thôn';

await scenario(async shown => {
  const { server, accounts: { diu, binh, chi } } = await newVillage(shown);
  const open = async account => {
    const device = await newDevice(shown, server);
    await signIn(device, account);
    await untilKept(device);
    return device;
  };
  const task = device => device.page.locator('article.task').filter({ hasText: PRODUCT });
  const toTask = async device => {
    await goTo(device, 'plan.place');
    await openPerson(device, chi.name);
  };
  const change = async (device, quantity) => {
    await toTask(device);
    await press(task(device), 'plan.change');
    await fill(dialog(device), 'plan.quantity', quantity);
    await fill(dialog(device), 'plan.change.reason', REASON);
    await press(dialog(device), 'plan.change.confirm');
    await dialog(device).waitFor({ state: 'detached' });
    await saved(device);
  };
  const shows = (device, quantity) => task(device).getByText(new RegExp(`${quantity} hộ`)).first().waitFor();
  const secretary = await open(diu);
  await step('a task is given, and both tablets have it', async () => {
    await goTo(secretary, 'plan.place');
    await assign(secretary, chi.name, { product: PRODUCT, quantity: '10', unit: 'hộ', confirmer: 'Trưởng thôn' });
    await exchange(secretary);
  });
  const deputy = await open(binh);
  await step('without a network, each makes another number of it', async () => {
    for (const [device, quantity] of [[secretary, '12'], [deputy, '15']]) {
      await device.cutNetwork();
      await change(device, quantity);
      await shows(device, quantity);
    }
  });
  await step('the first arrives; the second is told of both values, and loses nothing', async () => {
    await secretary.restoreNetwork();
    await exchange(secretary);
    await deputy.restoreNetwork();
    await deputy.page.locator('.status-bar').click();
    await press(deputy.page, 'exchange.now');
    await deputy.page.getByText(t('exchange.refused', { n: 1 })).waitFor();
    const words = await deputy.page.locator('.exchange-refused').innerText();
    for (const value of ['12', '15', diu.name]) assert.ok(words.includes(value), `${value} is not in: ${words}`);
    await look(deputy, 'exchange-conflict');
    await toTask(deputy);
    await shows(deputy, '12');
  });
  await step('the second insists, and both tablets show their number', async () => {
    await deputy.page.locator('.status-bar').click();
    await press(deputy.page, 'exchange.again');
    await deputy.page.getByText(like('exchange.refused')).waitFor({ state: 'detached' });
    await exchange(deputy);
    await exchange(secretary);
    for (const device of [deputy, secretary]) {
      await toTask(device);
      await shows(device, '15');
    }
  });
});
