// The plan: tasks given to a person, and taken over from the month before.
import assert from 'node:assert/strict';
import { newDevice } from './district.mjs';
import { enterPin, signIn } from './gate.mjs';
import { dialog, exchange, field, fill, goTo, openPerson, press, saved } from './hand.mjs';
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

/** Opens the form of a new task of a person; gives the path of their page. */
export async function openNewTask(device, name) {
  await goTo(device, 'plan.place');
  await openPerson(device, name);
  await press(device.page.locator('.action-bar'), 'plan.add');
  await field(dialog(device), 'plan.product').waitFor();
  return new URL(device.page.url()).pathname;
}

/** Gives a person `WORDS FIRST` to `WORDS LAST` and leaves the form; gives the path of their page. */
export async function assignNumbered(device, name, words, first, last) {
  const path = await openNewTask(device, name);
  for (let at = first; at <= last; at++) await assignNext(device, `${words} ${at}`);
  await device.page.keyboard.press('Escape');
  return path;
}

/** Gives one task; the form stays open for the next. */
export async function assignNext(device, product) {
  await fill(dialog(device), 'plan.product', product);
  await press(dialog(device), 'plan.add.another');
}

/** The numbers of the products `WORDS 1`, `WORDS 2`, … on the page of the person, as often as they stand there. */
export async function numbered(device, words) {
  const texts = await device.page.locator('article.task').allInnerTexts();
  const found = texts.map(text => text.match(new RegExp(`${words} (\\d+)$`, 'm'))).filter(Boolean);
  return found.map(([, number]) => Number(number)).sort((a, b) => a - b);
}

/** Sends what a device holds; on another one of the same account `WORDS 1` to `WORDS n` stand, each once. */
export async function standsOnceElsewhere(device, shown, account, path, words, count) {
  await exchange(device);
  const desk = await newDevice(shown, device.server, 'desk');
  await signIn(desk, account);
  await desk.go(path);
  await enterPin(desk, account);
  await desk.page.getByText(`${words} ${count}`, { exact: true }).waitFor();
  assert.deepEqual(await numbered(desk, words), upTo(count));
}

/** 1, 2, 3 and so on. */
export function upTo(count) {
  return Array.from({ length: count }, (_, at) => at + 1);
}
