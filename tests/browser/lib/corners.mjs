// What does not go straight: a report taken back, a report sent back, an objection and its answer.
import { choose, dialog, exchange, fill, goTo, look, openPerson, press } from './hand.mjs';
import * as committee from './committee.mjs';
import * as meeting from './meeting.mjs';
import { t } from './words.mjs';

/** The cell takes its report back before anyone received it, and sends it again. */
export async function takeBack(tablet) {
  await goTo(tablet, 'report.place');
  await meeting.withdraw(tablet, 'Ghi thiếu nhận xét của một đồng chí.');
  await look(tablet, 'report-withdrawn');
  await meeting.send(tablet);
  await exchange(tablet);
}

/** The committee sends it back with a reason; the cell agrees once more, the deputy for the secretary. */
export async function sendBack(desk, tablet, { diu, binh }) {
  const reason = 'Đề nghị nêu rõ kết quả xác minh việc chậm tiến độ.';
  await committee.giveBack(desk, 'submission.step.vote', reason);
  await look(desk, 'committee-returned');
  await exchange(desk);
  await exchange(tablet);
  await goTo(tablet, 'report.place');
  await tablet.page.getByText(reason).first().waitFor();
  await look(tablet, 'report-returned');
  await goTo(tablet, 'meeting.place');
  await meeting.part(tablet, 'meeting.part.people');
  await look(tablet, 'meeting-again');
  await press(tablet.page, 'again.keep', { n: 3 });
  await openPerson(tablet, diu.name);
  await meeting.turnOf(tablet, diu.name);
  await meeting.confirmAs(tablet, binh);
  await meeting.part(tablet, 'meeting.part.minutes');
  await meeting.seal(tablet);
  await meeting.submit(tablet);
  await exchange(tablet);
  await exchange(desk);
}

/** Who decides answers an objection: the level stays, and why. */
export async function answer(desk, objection, text) {
  await desk.page.getByText(objection).first().waitFor();
  await look(desk, 'committee-objection');
  await press(desk.page, 'appeal.answer');
  await choose(dialog(desk), t('appeal.kept'));
  await fill(dialog(desk), 'appeal.answer.text', text);
  await press(dialog(desk), 'appeal.answer.do');
  await dialog(desk).waitFor({ state: 'detached' });
  await desk.page.getByText(objection).first().waitFor({ state: 'detached' });
}
