// Targets of the term: set, read, and served by tasks.
import { dialog, field, fill, press, saved } from './hand.mjs';
import { t } from './words.mjs';

/** Sets a target of the unit that is shown; the form says what is missing before. */
export async function setTarget(device, { title, planned, measure, document }) {
  await press(device.page.locator('.action-bar'), 'targets.add');
  const form = dialog(device);
  await fill(form, 'targets.field.title', title);
  await fill(form, 'targets.field.planned', planned);
  await fill(form, 'targets.field.measure', measure);
  await fill(form, 'targets.field.document', document);
  await press(form, 'targets.add.confirm');
  await form.waitFor({ state: 'detached' });
  await row(device, title).waitFor();
  await saved(device);
}

/** The row of a target in the list. */
export function row(device, title) {
  return device.page.locator('.targets-table tbody tr').filter({ hasText: title });
}

/** Opens a target's own page. */
export async function openTarget(device, title) {
  await row(device, title).getByRole('link').click();
  await device.page.getByRole('heading', { name: title, exact: true }).waitFor();
}

/** Enters how far it is. */
export async function enterReading(device, { value, measure, source }) {
  await press(device.page.locator('.action-bar'), 'targets.read');
  const form = dialog(device);
  await form.getByLabel(t('targets.field.value', { measure })).fill(value);
  await fill(form, 'targets.field.source', source);
  await press(form, 'targets.read.confirm');
  await form.waitFor({ state: 'detached' });
  await saved(device);
}

/** Chooses the target that a new task serves; `words` are as the choice says them. */
export async function serve(form, words) {
  await form.getByText(t('plan.more'), { exact: true }).click();
  await field(form, 'plan.target').selectOption({ label: words });
}
