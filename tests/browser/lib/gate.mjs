// The pages before an account is open: sign in once with a network, choose a PIN; from then on the PIN.
import { button, exchange, field, fill, look, press } from './hand.mjs';
import { t } from './words.mjs';

/** Signs in where nobody is signed in yet, or beside who is, and chooses a PIN. */
export async function signIn(device, account, { looks = false } = {}) {
  const { page } = device;
  const another = button(page, 'sign_in.somebody_else').or(button(page, 'sign_in.other_account'));
  const name = field(page, 'sign_in.name');
  await name.or(another.first()).first().waitFor();
  while (await name.count() === 0) await another.first().click();
  if (looks) await look(device, 'sign-in');
  await fill(page, 'sign_in.name', account.login);
  await fill(page, 'sign_in.password', account.password);
  await press(page, 'sign_in.enter');
  if (account.isFirst) await changePassword(device, account, looks);
  await page.getByLabel(t('pin.choose')).waitFor();
  if (looks) await look(device, 'choose-pin');
  await page.getByLabel(t('pin.choose')).fill(account.pin);
  await page.getByLabel(t('pin.repeat')).fill(account.pin);
  await inside(device);
}

/** The password that the administrator gave is replaced by one's own. */
async function changePassword(device, account, looks) {
  const { page } = device;
  await field(page, 'new_password.new').waitFor();
  if (looks) await look(device, 'new-password');
  account.password = `${account.login} tự đặt mật khẩu`;
  account.isFirst = false;
  await fill(page, 'new_password.new', account.password);
  await fill(page, 'new_password.repeat', account.password);
  await press(page, 'new_password.change');
}

/** Opens an account that was opened here before. */
export async function enterPin(device, account) {
  const { page } = device;
  const pin = page.getByLabel(t('pin.enter'));
  const who = page.getByRole('button').filter({ hasText: account.name });
  await pin.or(who.first()).first().waitFor();
  if (await pin.count() === 0) await who.first().click();
  await pin.fill(account.pin);
  await inside(device);
}

export async function lock(device) {
  await button(device.page, 'frame.account').click();
  await press(device.page, 'frame.lock');
}

async function inside(device) {
  await device.page.getByRole('navigation', { name: t('frame.places') }).first().waitFor();
}

/** Waits until the app and what the server gave are on the device: from then on it needs no network. */
export async function untilKept(device) {
  await exchange(device);
  await device.page.getByText(t('release.kept')).waitFor();
}
