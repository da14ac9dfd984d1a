// `make shots`: every page of the demonstration as the people who use it see it, in three sizes; what axe
// finds and what is wider than its screen is said, and the pictures are laid out on one sheet a size.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Device, SIZES } from './lib/device.mjs';
import { signIn } from './lib/gate.mjs';
import { check, goWithin } from './lib/hand.mjs';
import { scenario, step } from './lib/scenario.mjs';
import { Server, demonstration } from './lib/server.mjs';
import { contactSheet } from './lib/sheets.mjs';
import { TOURS as OF_DISTRICT } from './lib/tours.mjs';
import { TOURS as OF_TWO_TIERS } from './lib/tours_two_tier.mjs';

const PASSWORD = 'roviec-2026';
const PIN = '428159';
const SHAPE = process.env.ROVIEC_SHAPE ?? 'district';
const TOURS = SHAPE === 'two-tier' ? OF_TWO_TIERS : OF_DISTRICT;
// The sheets of another shape stand beside the district's.
const PREFIX = SHAPE === 'district' ? '' : `${SHAPE}-`;

/** Pages come in two steps: the frame, then what the store knows. */
async function settled(page) {
  await page.locator('main h1, main .paper').first().waitFor();
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
}

async function take(device, name, taken) {
  await check(device, name);
  const path = join(process.env.ROVIEC_SHOTS, `${String(taken.length).padStart(2, '0')}-${name}-${device.size}.png`);
  await device.page.screenshot({ path });
  taken.push({ name, path });
}

async function tour(device, { login, pages }, taken) {
  await signIn(device, { login, password: PASSWORD, pin: PIN });
  // What the account may see has come.
  await device.page.locator('.status-bar').waitFor();
  for (const { name, path, open } of pages) {
    await goWithin(device.page, path);
    await settled(device.page);
    if (open) {
      await device.page.locator(open).first().click();
      await settled(device.page);
    }
    await take(device, `${login}-${name}`, taken);
  }
}

await scenario(async shown => {
  const server = await new Server(demonstration()).start();
  shown.servers.push(server);
  mkdirSync(process.env.ROVIEC_SHEETS, { recursive: true });
  const only = process.env.ROVIEC_SIZE;
  for (const size of Object.keys(SIZES).filter(size => !only || size === only)) {
    const taken = [];
    const first = await new Device(server, size).open();
    await first.page.getByRole('button').first().waitFor();
    await take(first, 'sign-in', taken);
    await first.close();
    for (const each of TOURS) {
      await step(`${each.login} on a ${size}`, async () => {
        const device = await new Device(server, size).open();
        await tour(device, each, taken);
        for (const problem of device.problems) console.log(`         ${problem}`);
        await device.close();
      });
    }
    // For the README: one person at a time, in the meeting.
    const meeting = taken.find(({ name }) => name === 'bt.huongly-meeting-person');
    if (size === 'tablet' && meeting) copyFileSync(meeting.path, join(process.env.ROVIEC_SHEETS, 'meeting.png'));
    const sheet = join(process.env.ROVIEC_SHEETS, `${PREFIX}${size}.jpg`);
    await step(`${taken.length} pictures on ${PREFIX}${size}.jpg`, () => contactSheet(taken, SIZES[size], sheet));
  }
});
