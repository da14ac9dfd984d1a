// The heads' month: the Organisation Board asks for opinions and enters the conclusion, members of the Standing
// Committee answer, the chair confirms.
import { enterConclusion } from './committee.mjs';
import { button, choose, dialog, fill, press, saved } from './hand.mjs';
import { like, t } from './words.mjs';

/** Nothing limits anybody's level. */
export async function answerNo(device) {
  await press(device.page, 'limits.none_here');
  await device.page.getByText(like('limits.answered')).waitFor();
  await saved(device);
}

/** The Board sends the first table that waits round. */
export async function sendRound(device) {
  const rounds = device.page.getByRole('button', { name: t('heads.round.recall') });
  const before = await rounds.count();
  await button(device.page, 'heads.ask.do').first().click();
  await press(dialog(device), 'heads.ask.do');
  await rounds.nth(before).waitFor();
  await saved(device);
}

function row(device, name) {
  return device.page.locator('.opinion-row').filter({ hasText: name });
}

export async function agree(device, name) {
  await press(row(device, name), 'opinions.agree');
}

/** Another opinion than what was proposed. */
export async function sayOtherwise(device, name, { level, text }) {
  await press(row(device, name), 'opinions.other');
  await choose(dialog(device), level);
  await fill(dialog(device), 'opinions.text', text);
  await press(dialog(device), 'opinions.take');
  await dialog(device).waitFor({ state: 'detached' });
}

/** Gives what was entered. */
export async function give(device, people) {
  await press(device.page, 'opinions.send', { n: people });
  await device.page.getByText(t('opinions.all_given')).waitFor();
  await saved(device);
}

/** No more opinions are taken. */
export async function endRound(device) {
  await press(device.page, 'heads.round.close');
  await press(dialog(device), 'heads.round.close');
  // What was said comes with the server's answer.
  await device.page.getByText(t('opinions.count.other'), { exact: true }).waitFor();
  await saved(device);
}

/** Where the table stands on which somebody or a unit is. */
function cardOf(device, name) {
  return device.page.locator('.round').filter({ hasText: name });
}

/** No more opinions are taken on one of several tables. */
export async function endRoundOf(device, name) {
  await press(cardOf(device, name), 'heads.round.close');
  await press(dialog(device), 'heads.round.close');
  await button(cardOf(device, name), 'conclusion.do').waitFor();
  await saved(device);
}

/** The Board enters what the conference concluded on one of several tables. */
export async function enterConclusionOf(device, name, entered) {
  await enterConclusion(device, entered, cardOf(device, name));
}

export async function concludeOf(device, name, entered) {
  await enterConclusionOf(device, name, entered);
  await cardOf(device, name).getByText(t('decision.waits', { name: entered.chair })).waitFor();
  await saved(device);
}

export async function callBack(device, reason) {
  await press(device.page, 'heads.round.recall');
  await fill(dialog(device), 'heads.round.recall_reason', reason);
  await press(dialog(device), 'heads.round.recall');
  await dialog(device).waitFor({ state: 'detached' });
  await saved(device);
}

/** The Board enters what the conference concluded on the round. */
export async function conclude(device, entered) {
  await enterConclusion(device, entered);
  await device.page.getByText(t('decision.waits', { name: entered.chair })).waitFor();
  await saved(device);
}

/** The chair confirms it. */
export async function confirm(device, people) {
  await press(device.page, 'decide.do_for', { n: people });
  await press(dialog(device), 'decision.do');
  await device.page.getByText(t('decide.to_tell', { n: people })).waitFor();
  await saved(device);
}
