// A member of the demonstration on a phone: the first visit over a bad line, and a later start without any.
import { Device } from '../lib/device.mjs';
import { untilKept } from '../lib/gate.mjs';
import { field, press } from '../lib/hand.mjs';
import { Line } from '../lib/line.mjs';
import { like, t } from '../lib/words.mjs';
import { SLOWER, kB, ms, rounds, row, timed } from './rows.mjs';

const WHO = { login: 'dv.huongly', password: 'roviec-2026', pin: '428159' };
const PATIENCE_MS = 120_000;

export async function starts(server, shown) {
  const { form, app, sheet, bytes, asleep, pin, month } = await rounds(() => visits(server, shown));
  const over = 'first visit, 700 kbit/s, 300 ms, processor 4 × slower';
  row(`${over}: the sign-in form answers a tap`, ms(form), `the app takes it over after ${ms(app)}`);
  row(`${over}: from the password to the first sheet`, ms(sheet), 'the PIN is chosen on the way, without delay');
  row('first visit, all that came and went', kB(bytes), 'bodies and headers, both ways');
  row('later start without a network, 4 × slower: the PIN page', ms(asleep), '');
  row('… from the PIN to the month', ms(month), `the PIN answers after ${ms(pin)}`);
}

async function visits(server, shown) {
  const line = await new Line(server).open();
  const device = await new Device(line, 'phone').open(null);
  shown.devices.push(device);
  device.context.setDefaultTimeout(PATIENCE_MS);
  await device.slowProcessor(SLOWER);
  const first = await firstVisit(device, line);
  await untilKept(device);
  await device.close();
  const later = await laterStart(device);
  await device.close();
  line.close();
  return { ...first, ...later };
}

async function firstVisit(device, line) {
  const { page } = device;
  const name = field(page, 'sign_in.name');
  const begun = performance.now();
  await page.goto(line.address, { waitUntil: 'commit' });
  await name.tap();
  await page.waitForFunction(() => document.activeElement?.matches('input'));
  const form = performance.now() - begun;
  await name.fill(WHO.login);
  await field(page, 'sign_in.password').fill(WHO.password);
  // Whoever types this fast waits for the app; what is measured after the password is not that.
  await page.locator('#start').waitFor({ state: 'detached' });
  const app = performance.now() - begun;
  const sheet = await timed(async () => {
    await press(page, 'sign_in.enter');
    await page.getByLabel(t('pin.choose')).fill(WHO.pin);
    await page.getByLabel(t('pin.repeat')).fill(WHO.pin);
    await page.getByText(like('mine.tasks.title')).first().waitFor();
  });
  // The service worker fetches what is needed without a network after the page is there.
  await page.getByText(t('release.kept')).or(page.locator('main')).first().waitFor();
  await page.waitForLoadState('networkidle');
  return { form, app, sheet, bytes: line.bytes() };
}

async function laterStart(device) {
  await device.open(null);
  device.context.setDefaultTimeout(PATIENCE_MS);
  await device.slowProcessor(SLOWER);
  await device.cutNetwork();
  const { page } = device;
  const pad = page.getByLabel(t('pin.enter'));
  const asleep = await timed(async () => {
    await page.goto(device.server.address, { waitUntil: 'commit' });
    await pad.waitFor();
  });
  const begun = performance.now();
  await pad.fill(WHO.pin);
  await pad.waitFor({ state: 'detached' });
  const pin = performance.now() - begun;
  await page.getByText(like('mine.tasks.title')).first().waitFor();
  return { asleep, pin, month: performance.now() - begun };
}
