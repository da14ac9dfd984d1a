// An agency's month ends at home: its head decides and tells everyone.
import { choose, dialog, fill, press, saved } from './hand.mjs';
import { t } from './words.mjs';

/** Decides on so many; with those decided before, so many wait to be told. */
export async function decide(device, number, people, toTell = people) {
  await fill(device.page, 'decide.number', number);
  await press(device.page, 'decide.do_for', { n: people });
  await press(dialog(device), 'decide.do');
  await device.page.getByText(t('decide.to_tell', { n: toTell })).waitFor();
  await saved(device);
}

export async function tell(device, number, people) {
  await fill(device.page, 'announcement.number', number);
  await press(device.page, 'decide.tell', { n: people });
  await device.page.getByText(t('decide.to_tell', { n: people })).waitFor({ state: 'detached' });
  await saved(device);
}

/** The Organisation Board enters what is proposed for a head. */
export async function propose(device, name, { level, strengths, reason }) {
  const row = device.page.getByRole('row').filter({ hasText: name });
  await press(row, 'heads.propose');
  await choose(dialog(device), level);
  await fill(dialog(device), 'proposal.strengths', strengths);
  await fill(dialog(device), 'proposal.reason', reason);
  await press(dialog(device), 'heads.propose.do');
  await dialog(device).waitFor({ state: 'detached' });
  await row.getByRole('button', { name: t('heads.propose.again') }).waitFor();
  await saved(device);
}
