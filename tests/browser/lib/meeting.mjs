// The meeting: roll, one person at a time, the secretary's own turn, the whole list, the minutes.
import assert from 'node:assert/strict';
import { choose, dialog, field, fill, follow, press, saved, shows } from './hand.mjs';
import { escape, like, t } from './words.mjs';

export async function part(device, key) {
  const agenda = device.page.getByRole('navigation', { name: t('meeting.agenda') });
  await agenda.getByRole('link', { name: t(key) }).click();
}

/** Who chairs and writes, where and when, and who is there: everyone. */
export async function callRoll(device, { from, place, chair, recorder, superiors }) {
  const { page } = device;
  await fill(page, 'roll.from', from);
  await fill(page, 'roll.place', place);
  await field(page, 'roll.recorder').selectOption({ label: recorder });
  if (superiors) await fill(page, 'roll.superiors', superiors);
  if (chair) assert.equal(await field(page, 'roll.chair').locator('option:checked').innerText(), chair);
  await press(page, 'roll.notes.confirm');
  await page.getByText(t('roll.notes.done')).first().waitFor();
  await press(page, 'roll.everyone');
  await press(page, 'roll.confirm');
  await page.getByText(t('roll.done')).first().waitFor();
  await saved(device);
}

/** Whose turn it is. */
export async function turnOf(device, name) {
  await device.page.getByRole('heading', { name, exact: true }).waitFor();
  await field(device.page, 'proposal.strengths').waitFor();
}

/** What the meeting says of whose turn it is, and how it agrees; without a level, on the system's. */
export async function say(device, { strengths, shortcomings, level, reason, hands, remarks }) {
  const { page } = device;
  await fill(page, 'proposal.strengths', strengths);
  if (shortcomings) await fill(page, 'proposal.shortcomings', shortcomings);
  // The levels of the vote, not those of a self-score that is still to be entered.
  if (level) await choose(page.locator('main fieldset.choices').last(), level);
  if (reason) await fill(page, 'turn.reason', reason);
  if (hands) {
    await page.locator('.segment').filter({ hasText: t('vote.by_hand') }).click();
    for (const [of, count] of Object.entries(hands)) {
      await page.getByRole('spinbutton', { name: new RegExp(`^${escape(of)}`) }).fill(String(count));
    }
  }
  if (remarks) await fill(page, 'vote.remarks', remarks);
}

/** Confirms the turn; the next person's follows. */
export async function confirmTurn(device) {
  await press(device.page, 'turn.confirm');
}

/** The deputy takes the secretary's own turn, with their own PIN. */
export async function confirmAs(device, colleague) {
  await press(device.page, 'own_turn.confirm');
  await dialog(device).getByLabel(t('own_turn.pin'), { exact: true }).fill(colleague.pin);
  await dialog(device).waitFor({ state: 'detached' });
}

/** What was said and concluded, and the minutes closed over the list. */
export async function closeMinutes(device, { discussion, conclusion, until }) {
  const { page } = device;
  await fill(page, 'minutes.discussion', discussion);
  await fill(page, 'minutes.conclusion', conclusion);
  await fill(page, 'minutes.until', until);
  await press(page, 'minutes.words.confirm');
  await page.getByText(t('minutes.words.done')).first().waitFor();
}

export async function seal(device) {
  await press(device.page, 'minutes.seal');
  await press(dialog(device), 'minutes.seal');
  await device.page.getByText(t('minutes.sealed.title'), { exact: true }).waitFor();
  await saved(device);
}

/** On from the closed minutes to the report, and up. */
export async function submit(device) {
  await follow(device.page, 'minutes.to_report');
  await shows(device, 'report.title');
  await send(device);
}

export async function send(device) {
  await press(device.page, 'report.send');
  await press(dialog(device), 'report.send');
  await device.page.getByText(t('report.sent.title'), { exact: true }).waitFor();
  await saved(device);
}

/** Takes the report back before it is received. */
export async function withdraw(device, reason) {
  await press(device.page, 'report.withdraw');
  await fill(dialog(device), 'plan.reason', reason);
  await press(dialog(device), 'report.withdraw');
  await device.page.getByText(like('report.withdrawn.title')).waitFor();
}
