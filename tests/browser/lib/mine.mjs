// One's own month on a phone: the level and its reasons, and one's word on it.
import { dialog, fill, press, saved } from './hand.mjs';
import { t } from './words.mjs';

/** Says something of one's rating: `comment`, `dissent` or `appeal`. */
export async function say(device, kind, text) {
  await press(device.page, `said.${kind}`);
  await fill(dialog(device), 'said.text', text);
  await press(dialog(device), 'said.send');
  await dialog(device).waitFor({ state: 'detached' });
  await device.page.getByText(text).first().waitFor();
  await saved(device);
}

/** The level in words, as it stands large at the top. */
export async function level(device) {
  return device.page.locator('.result-words').innerText();
}

export async function reasons(device) {
  return device.page.locator('main').innerText().then(text => text.slice(text.indexOf(t('why.reasons'))));
}
