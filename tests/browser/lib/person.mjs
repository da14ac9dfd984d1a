// What a person does, by the words that they read on the screen.
import assert from 'node:assert/strict';

/** What all accounts of the demonstration share. */
export const PASSWORD = 'roviec-2026';
const PIN = '428159';

/** Signs in with a network and chooses a PIN: once on each device. */
export async function signIn(device, loginName, password = PASSWORD) {
  const { page } = device;
  await page.getByLabel('Tên đăng nhập').fill(loginName);
  await page.getByLabel('Mật khẩu').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.getByLabel('Chọn 6 chữ số').pressSequentially(PIN);
  await page.getByLabel('Nhập lại lần nữa').pressSequentially(PIN);
  await isAtWork(device);
}

/** Enters the PIN: no network needed. */
export async function unlock(device) {
  await device.page.getByLabel('Nhập mã PIN').pressSequentially(PIN);
  await isAtWork(device);
}

/** The frame is there, and in it a page. */
export async function isAtWork(device) {
  await device.page.locator('main.page h1').waitFor();
}

/** Waits until the app and the account's data are on the device: from then on it needs no network. */
export async function isReady(device) {
  const { page } = device;
  await page.locator('a.status-bar').click();
  await page.getByText('Rõ Việc đã có đủ trên máy này').waitFor();
  await page.getByText('Lần cuối gửi và nhận xong').waitFor();
}

/** Follows a place of the navigation. */
export async function goTo(device, place) {
  await device.page.getByRole('link', { name: place, exact: true }).first().click();
}

/** Opens the form of a new task for a person of the month's plan, by their place in the list. */
export async function openNewTask(device, at = 0) {
  const { page } = device;
  await goTo(device, 'Kế hoạch');
  await page.locator('.list-row').nth(at).click();
  await page.waitForURL('**/plan/*/*/*');
  await page.getByRole('button', { name: 'Giao việc', exact: true }).click();
  await page.getByLabel('Sản phẩm, kết quả phải có').waitFor();
}

/** Gives one task; the form stays open for the next. */
export async function giveTask(device, product) {
  const { page } = device;
  await page.getByLabel('Sản phẩm, kết quả phải có').fill(product);
  await page.getByRole('button', { name: 'Giao rồi thêm việc khác' }).click();
}

/** How often each product that begins so stands on the person's plan. */
export async function tasksOf(device, start) {
  const found = await device.page.locator('.task').allInnerTexts();
  const counts = new Map();
  for (const text of found) {
    const product = text.match(new RegExp(`${start} \\d+`))?.[0];
    if (product) counts.set(product, (counts.get(product) ?? 0) + 1);
  }
  return counts;
}

/** Every one of these products is there, and none twice. */
export function eachOnce(counts, products) {
  for (const product of products) assert.equal(counts.get(product), 1, product);
  for (const [product, count] of counts) assert.equal(count, 1, product);
}
