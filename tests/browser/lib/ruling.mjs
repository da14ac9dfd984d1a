// A new version of a rule set, as an administrator enters it: a file, its faults, what it would change, since when.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dialog, field, press } from './hand.mjs';
import { t } from './words.mjs';

/** The file of a rule set that comes with the program. */
export function shippedRules(id) {
  return readFileSync(new URL(`../../../shared/rules/${id}.toml`, import.meta.url), 'utf8');
}

/** The text with some of its lines changed. */
export function changed(text, changes) {
  return Object.entries(changes).reduce((now, [from, to]) => {
    assert.ok(now.includes(from), `the file has no ${from}`);
    return now.replace(from, to);
  }, text);
}

/** Begins with the text of a version. */
export async function takeVersion(device, label) {
  const { page } = device;
  await field(page, 'admin.rules.source').selectOption({ label });
  await press(page, 'admin.rules.source.take');
  await page.waitForFunction(() => document.querySelector('.rules-text').value.length > 1000);
}

/** Chooses a file from the device; says yes where it takes the place of what was changed. */
export async function chooseFile(device, text, { replaces = false } = {}) {
  const file = { name: 'quy-dinh.toml', mimeType: 'text/plain', buffer: Buffer.from(text) };
  await device.page.locator('input[type="file"]').setInputFiles(file);
  if (replaces) await press(dialog(device), 'admin.rules.replace.yes');
  await holds(device, text);
}

/** The field holds this text. */
export async function holds(device, text) {
  await device.page.waitForFunction(wanted => document.querySelector('.rules-text')?.value === wanted, text);
}

/** Lets the server check the text and try it on a month. */
export async function tryOn(device, month) {
  await field(device.page, 'admin.rules.trial.month').selectOption({ label: month });
  await press(device.page, 'admin.rules.trial.go');
}

/** The line of a person in what would have changed. */
export function lineOf(device, name) {
  return device.page.locator('tr').filter({ hasText: name });
}

/** The line of the field that is marked. */
export async function markedLine(device) {
  return device.page.evaluate(() => {
    const area = document.activeElement;
    return area.value.slice(area.selectionStart, area.selectionEnd);
  });
}

/** Adds it from a month on. */
export async function addFrom(device, month) {
  await field(device.page, 'admin.rules.from').selectOption({ label: month });
  await press(device.page, 'admin.rules.add.go');
  await dialog(device).getByText(t('admin.rules.confirm', { month })).waitFor();
}
