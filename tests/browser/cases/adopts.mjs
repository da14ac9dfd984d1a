// A deputy plans without a line and loses the post meanwhile: what they did is refused for that alone, kept, and
// offered to the secretary, who adopts it; the history names both.
import { Api } from '../lib/api.mjs';
import { newDevice, newVillage } from '../lib/district.mjs';
import { signIn, untilKept } from '../lib/gate.mjs';
import { exchange, goTo, goWithin, look, openPerson, press, shows } from '../lib/hand.mjs';
import { assign } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { CELL } from '../lib/village.mjs';
import { t } from '../lib/words.mjs';

const PRODUCT = 'Vận động các hộ đấu nối nước sạch';

await scenario(async shown => {
  const place = await newVillage(shown);
  const { server, accounts: { diu, binh, chi } } = place;
  const deputy = await step('the deputy plans without a network', async () => {
    const device = await newDevice(shown, server);
    await signIn(device, binh);
    await untilKept(device);
    await device.cutNetwork();
    await goTo(device, 'plan.place');
    await assign(device, chi.name, { product: PRODUCT, quantity: '10', unit: 'hộ', confirmer: 'Trưởng thôn' });
    return device;
  });
  await step('the post ends', () => endPost(server, binh.person, 'deputy'));
  await step('with the line back, it is refused for that alone and kept', async () => {
    await deputy.restoreNetwork();
    await deputy.page.locator('.status-bar').click();
    await press(deputy.page, 'exchange.now');
    await deputy.page.getByText(t('refusal.post_lost')).waitFor();
    await look(deputy, 'exchange-post-lost');
  });
  const secretary = await step('the secretary is offered it, and adopts it', async () => {
    const device = await newDevice(shown, server);
    await signIn(device, diu);
    await untilKept(device);
    await exchange(device);
    await device.page.getByText(t('exchange.left_of', { name: binh.name, n: 1 })).waitFor();
    await look(device, 'exchange-left');
    await press(device.page, 'exchange.adopt');
    await device.page.getByText(t('exchange.left')).waitFor({ state: 'detached' });
    await exchange(device);
    return device;
  });
  await step('the task stands in the plan, and the history names both', async () => {
    await goTo(secretary, 'plan.place');
    await shows(secretary, 'plan.title');
    await openPerson(secretary, chi.name);
    await secretary.page.locator('article.task').filter({ hasText: PRODUCT }).waitFor();
    const book = new URL(secretary.page.url()).pathname.split('/').slice(2, 4).join('/');
    await goWithin(secretary.page, `/why/${book}/${chi.person}`);
    await shows(secretary, 'why.title');
    await secretary.page.getByText(t('why.history')).click();
    await secretary.page.getByText(t('why.history.adopted', { who: diu.name, first: binh.name })).first().waitFor();
  });
});

/** An administrator ends a post: yesterday was its last day. */
async function endPost(server, person, role) {
  const admin = await new Api(server).signIn('quantri', 'mật khẩu của quản trị');
  const rows = await admin.get(`/admin/units/${CELL}/people`);
  const { posts } = rows.find(row => row.person === person);
  const { id, held } = posts.find(post => post.held.role === role);
  const yesterday = new Date(`${admin.me.today}T00:00:00Z`);
  yesterday.setUTCDate(yesterday.getUTCDate() - 1);
  const until = yesterday.toISOString().slice(0, 10);
  await admin.post('/admin/posts', { id, person, held: { ...held, until, document: '12-QĐ/ĐU' } });
}
