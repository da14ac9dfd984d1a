// Results and self-scores: one's own on a phone, or entered for another.
import { choose, dialog, field, fill, fillPoints, press, saved } from './hand.mjs';
import { like, t } from './words.mjs';

/** Reports a task as wholly done, in time or on a later day. */
export async function report(device, product, { on, note } = {}) {
  const task = device.page.locator('article.task').filter({ hasText: product });
  await press(task, 'sheet.report');
  const form = dialog(device);
  await form.getByRole('button', { name: like('report_form.all') }).click();
  if (on) await fill(form, 'report_form.day', on);
  if (note) await fill(form, 'report_form.note', note);
  await press(form, 'report_form.confirm');
  await task.getByText(t('sheet.chip.unconfirmed')).waitFor();
}

/** The leader confirms what was reported. */
export async function confirmResult(device, product) {
  const task = device.page.locator('article.task').filter({ hasText: product });
  await press(task, 'sheet.confirm_as_reported');
  await task.getByText(t('sheet.chip.confirmed'), { exact: true }).waitFor();
}

/** Scores each criterion so much below its maximum, and chooses a level. */
export async function score(device, { less, level, words }) {
  const form = device.page.locator('section, .card').filter({ has: field(device.page, 'score.words') }).last();
  await fillPoints(form, less);
  await choose(form, level);
  if (words) await fill(form, 'score.words', words);
  await press(form, 'score.confirm');
  await field(device.page, 'score.words').waitFor({ state: 'detached' });
  await saved(device);
}
