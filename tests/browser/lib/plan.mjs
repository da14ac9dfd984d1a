// The plan: tasks given to a person, and taken over from the month before.
import { dialog, fill, openPerson, press, saved } from './hand.mjs';
import { t } from './words.mjs';

/** Gives a person a task: a product, a quantity with its unit, and who confirms it. */
export async function assign(device, name, { product, quantity, unit, confirmer }) {
  await openPerson(device, name);
  await press(device.page.locator('.action-bar'), 'plan.add');
  const form = dialog(device);
  await fill(form, 'plan.product', product);
  await fill(form, 'plan.quantity', quantity);
  await fill(form, 'plan.unit', unit);
  await fill(form, 'plan.confirmer', confirmer);
  await press(form, 'plan.add.confirm');
  await device.page.locator('article.task').filter({ hasText: product }).waitFor();
  await saved(device);
}

/** Takes the month before over, with what is asked for already ticked. */
export async function copyMonth(device, before) {
  await press(device.page, 'plan.copy', { month: before });
  await press(dialog(device), 'plan.copy.confirm');
  await dialog(device).waitFor({ state: 'detached' });
  await device.page.getByText(t('month.line.no_task')).first().waitFor({ state: 'detached' });
}
