// The committee: its office receives, answers, compiles and announces; its chair decides.
import { dialog, field, fill, press, saved, shows } from './hand.mjs';
import { like, monthWords, t } from './words.mjs';

/** To a committee's desk, at the month that is rated. */
export async function toDesk(device, month) {
  const { page } = device;
  await shows(device, 'committee.title');
  const at = () => page.url().split('/').pop();
  while (at() !== month) {
    const later = at() > month;
    const was = at();
    await page.getByRole('button', { name: t(later ? 'period.before' : 'period.after') }).click();
    await page.waitForFunction(before => !location.pathname.endsWith(before), was);
  }
  await page.getByText(monthWords(month)).first().waitFor();
}

export async function step(device, key) {
  const pages = device.page.getByRole('navigation', { name: t('committee.pages') });
  await pages.getByRole('link', { name: t(key) }).click();
  await device.page.locator('h1').filter({ hasText: t(key) }).waitFor();
}

export async function receive(device) {
  await press(device.page, 'submission.receive');
  await device.page.getByRole('button', { name: t('submission.return'), exact: true }).waitFor();
  await saved(device);
}

/** Sends a report back to a step, with the reason. */
export async function giveBack(device, to, reason) {
  await press(device.page, 'submission.return');
  await field(dialog(device), 'submission.return.to').selectOption({ label: t(to) });
  await fill(dialog(device), 'submission.return.reason', reason);
  await press(dialog(device), 'submission.return.do');
  await device.page.getByText(like('submission.returned')).first().waitFor();
  await saved(device);
}

/** There is nothing anywhere that limits a level. */
export async function answerNoToAll(device) {
  await press(device.page, 'limits.none_anywhere');
  await device.page.getByText(t('limits.all_answered')).waitFor();
  await saved(device);
}

/** Enters what was concluded, up to its being taken. */
export async function enterConclusion(device, { number, body, chair, votes }, scope = device.page) {
  await fill(scope, 'conclusion.number', number);
  await fill(scope, 'conclusion.body', body);
  await field(scope, 'conclusion.chair').selectOption({ label: chair });
  for (const [key, count] of Object.entries(votes)) await fill(scope, `conclusion.${key}`, String(count));
  await press(scope, 'conclusion.do');
  await press(dialog(device), 'conclusion.do');
}

export async function conclude(device, entered) {
  await enterConclusion(device, entered);
  await device.page.getByText(t('conclusion.waits'), { exact: true }).waitFor();
  await saved(device);
}

export async function decide(device) {
  await press(device.page, 'decision.do');
  await press(dialog(device), 'decision.do');
  await device.page.getByText(t('conclusion.decided'), { exact: true }).waitFor();
  await saved(device);
}

export async function announce(device, number) {
  await fill(device.page, 'announcement.number', number);
  await device.page.getByRole('button', { name: like('announcement.tell') }).click();
  await device.page.getByText(t('announcement.appeals')).waitFor();
  await saved(device);
}

export async function toUnit(device, name) {
  await device.page.getByRole('link', { name }).first().click();
  await device.page.getByRole('heading', { name, exact: true }).waitFor();
}

