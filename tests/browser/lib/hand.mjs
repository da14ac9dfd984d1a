// What a hand does on any page: presses, fills in, chooses, goes to a place, and waits for what is shown.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SIZES } from './device.mjs';
import { escape, like, t } from './words.mjs';

/** The open dialog or side panel. */
export function dialog(device) {
  return device.page.locator('dialog[open]');
}

export function button(scope, key, values) {
  return scope.getByRole('button', { name: t(key, values), exact: true });
}

export async function press(scope, key, values) {
  await button(scope, key, values).click();
}

export async function follow(scope, key, values) {
  await scope.getByRole('link', { name: t(key, values), exact: true }).first().click();
}

/** The field with this label, which may say that it can be left empty. */
export function field(scope, key) {
  return scope.getByLabel(new RegExp(`^${escape(t(key))}\\s*(${escape(t('ui.optional'))})?$`));
}

export async function fill(scope, key, text) {
  await field(scope, key).fill(text);
}

/** One of a few large cards. */
export async function choose(scope, words) {
  const page = scope.page?.() ?? scope;
  await scope.locator('label', { has: page.getByText(words, { exact: true }) }).first().click();
}

/** Fills every number of a form with so many hundredths less than its maximum. */
export async function fillPoints(scope, less) {
  for (const points of await scope.getByRole('spinbutton').all()) {
    const max = Number(await points.getAttribute('aria-valuemax'));
    await points.fill(String(max - less).replace('.', ','));
  }
}

/** Goes by the navigation, at the side or below, or from what a phone has no room for. */
export async function goTo(device, key) {
  const places = device.page.getByRole('navigation', { name: t('frame.places') });
  const link = places.getByRole('link', { name: t(key) });
  const more = places.getByRole('button', { name: t('frame.more') });
  await link.or(more).first().waitFor();
  if (await link.count() > 0) return link.first().click();
  await more.click();
  await dialog(device).getByRole('link', { name: t(key) }).click();
}

/** Goes to a page by its path without loading the app anew, which would ask for the PIN. */
export async function goWithin(page, path) {
  await page.evaluate(to => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, path);
}

/** Who stands in a list of people. */
export async function openPerson(device, name) {
  await device.page.locator('.people-list').getByRole('button').filter({ hasText: name }).click();
  await device.page.getByRole('heading', { name, exact: true }).waitFor();
}

/** A heading of this page is there. */
export async function shows(device, key, values) {
  const words = values ? t(key, values) : like(key);
  await device.page.locator('h1').filter({ hasText: words }).waitFor();
}

/** What was entered last is in the journal, whether it has been sent or not. */
export async function saved(device) {
  await device.page.locator('main').getByText(like('saving.on_device'))
    .or(device.page.locator('main').getByText(like('saving.sent'))).first().waitFor();
}

/** Sends and receives by hand, until nothing waits and nothing was refused. */
export async function exchange(device) {
  await device.page.locator('.status-bar').click();
  await shows(device, 'exchange.title');
  await press(device.page, 'exchange.now');
  await device.page.getByText(t('exchange.online')).waitFor();
  await device.page.getByText(t('exchange.nothing_waits')).waitFor();
  assert.equal(await device.page.getByText(like('exchange.refused')).count(), 0);
}

/** The page as it is, checked and kept as a picture. */
export async function look(device, name) {
  await check(device, name);
  await picture(device, name);
}

/** What is still appearing has not its own colours yet: waits until it has. */
export async function settled(device) {
  await device.page.evaluate(() => Promise.all(document.getAnimations()
    .filter(animation => Number.isFinite(animation.effect.getComputedTiming().endTime))
    .map(animation => animation.finished.catch(() => {}))));
}

/** What axe finds and what is wider than the screen counts as the device's complaint. */
export async function check(device, name) {
  await device.page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await settled(device);
  for (const found of await device.axe()) device.problems.push(`axe on ${name}: ${found}`);
  const overflow = await device.overflow();
  if (overflow !== 0) device.problems.push(`${name} is ${overflow} pixels wider than the screen`);
}

let pictures = 0;

/** Keeps a picture of the whole page in the folder that ROVIEC_STEPS names. */
export async function picture(device, name) {
  const folder = process.env.ROVIEC_STEPS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  pictures += 1;
  const number = String(pictures).padStart(2, '0');
  const path = join(folder, `${number}-${name}-${device.size}.png`);
  if (await dialog(device).count() > 0) return device.page.screenshot({ path });
  // On a screen as high as the page, what sticks to an edge lies over nothing.
  const height = await device.page.evaluate(() => document.documentElement.scrollHeight);
  await device.page.setViewportSize({ ...SIZES[device.size], height });
  await device.page.screenshot({ path });
  await device.page.setViewportSize(SIZES[device.size]);
}
