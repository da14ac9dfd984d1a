// Route 2: a head is proposed by the Organisation Board, members of the Standing Committee give opinions on their
// own phones, each seeing their own alone until the round is over, the Board enters what the conference concluded,
// the chair confirms it, and the head reads why.
import assert from 'node:assert/strict';
import { propose, tell } from '../lib/agency.mjs';
import { newDevice, newVillage } from '../lib/district.mjs';
import { enterPin, lock, signIn } from '../lib/gate.mjs';
import { exchange, follow, goTo, look, shows } from '../lib/hand.mjs';
import * as heads from '../lib/heads.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { score } from '../lib/sheet.mjs';
import { nothingWaits } from '../lib/stored.mjs';
import { like, t } from '../lib/words.mjs';

const GOOD = 'Hoàn thành tốt nhiệm vụ';
const COMPLETED = 'Hoàn thành nhiệm vụ';
const REASON = 'Chưa giao việc trên hệ thống; tập thể lãnh đạo đánh giá theo báo cáo tháng.';
const OTHERWISE = 'Đơn vị còn chậm báo cáo hai kỳ liền.';

await scenario(async shown => {
  const { server, accounts } = await step('an administrator enters an agency', () => newVillage(shown));
  const { ban, thang, chien, hanh, loc } = accounts;
  const device = async (size, account) => {
    const opened = await newDevice(shown, server, size);
    await signIn(opened, account);
    return opened;
  };
  const tablet = await step('the head scores himself', async () => {
    const opened = await device('tablet', chien);
    await exchange(opened);
    await goTo(opened, 'mine.tasks');
    await follow(opened.page, 'mine.score.go');
    await score(opened, { less: 0.5, level: GOOD });
    await exchange(opened);
    return opened;
  });
  const desk = await step('the Board proposes, and sends it round', async () => {
    const opened = await device('desk', ban);
    await shows(opened, 'decide.title');
    await propose(opened, chien.name, { level: GOOD, strengths: 'Điều hành cơ quan tốt.', reason: REASON });
    await heads.answerNo(opened);
    await look(opened, 'heads-to-ask');
    await heads.sendRound(opened);
    await look(opened, 'heads-asked');
    await exchange(opened);
    return opened;
  });
  const [phone, other] = await step('two members open it on their phones', async () => {
    const opened = [];
    for (const account of [hanh, loc]) {
      const device_ = await device('phone', account);
      await goTo(device_, 'opinions.place');
      await shows(device_, 'opinions.title');
      opened.push(device_);
    }
    return opened;
  });
  await step('without a line one of them says otherwise', async () => {
    await look(phone, 'opinions-asked');
    await phone.cutNetwork();
    await heads.sayOtherwise(phone, chien.name, { level: COMPLETED, text: OTHERWISE });
    await look(phone, 'opinions-entered');
    await heads.give(phone, 1);
    await look(phone, 'opinions-given');
    await phone.restoreNetwork();
    await nothingWaits(phone.page);
  });
  await step('the other sees nothing of it, nor does the Board', async () => {
    await exchange(other);
    await goTo(other, 'opinions.place');
    await shows(other, 'opinions.title');
    await exchange(desk);
    await goTo(desk, 'heads.place');
    await desk.page.getByText(t('heads.round.count', { n: 1, of: 2 })).waitFor();
    for (const { page } of [other, desk]) {
      assert.ok(!(await page.locator('main').innerText()).includes(OTHERWISE), page.url());
    }
    await look(desk, 'heads-under-way');
  });
  await step('the Board ends the round, and the one who was silent is shown as silent', async () => {
    await heads.endRound(desk);
    const main = await desk.page.locator('main').innerText();
    for (const words of [OTHERWISE, hanh.name, t('opinions.silent', { names: loc.name })]) {
      assert.ok(main.includes(words), `the page does not say ${words}`);
    }
    await look(desk, 'heads-over');
    await follow(desk.page, 'heads.differing.open');
    await shows(desk, 'heads.differing.title');
    assert.ok((await desk.page.locator('main').innerText()).includes(OTHERWISE));
    await look(desk, 'heads-differing');
    await follow(desk.page, 'heads.differing.back');
  });
  await step('the Board enters the conclusion, the chair confirms it, the Board announces', async () => {
    await heads.conclude(desk, {
      number: '21-KL/BTV', body: 'Ban Thường vụ Huyện ủy', chair: thang.name,
      votes: { entitled: 11, present: 9, agree: 9 },
    });
    await look(desk, 'heads-concluded');
    await exchange(desk);
    await lock(desk);
    await signIn(desk, thang);
    await goTo(desk, 'heads.place');
    await shows(desk, 'decide.title');
    await look(desk, 'heads-to-confirm');
    await heads.confirm(desk, 1);
    await exchange(desk);
    await lock(desk);
    await enterPin(desk, ban);
    await exchange(desk);
    await goTo(desk, 'heads.place');
    await tell(desk, '22-TB/BTC', 1);
    await look(desk, 'heads-told');
    await exchange(desk);
  });
  await step('the members see what all of them said', async () => {
    await exchange(other);
    await goTo(other, 'opinions.place');
    await other.page.getByText(like('opinions.over')).first().waitFor();
    assert.ok((await other.page.locator('main').innerText()).includes(OTHERWISE));
    await look(other, 'opinions-over');
  });
  await step('the head reads why', async () => {
    await exchange(tablet);
    await goTo(tablet, 'mine.result');
    await shows(tablet, 'mine.result.title');
    await look(tablet, 'head-result');
    const page = await tablet.page.locator('main').innerText();
    const count = t('why.opinions.count', { agree: 0, other: 1, none: 1 });
    for (const words of ['21-KL/BTV', '22-TB/BTC', 'Điều hành cơ quan tốt.', REASON, count]) {
      assert.ok(page.includes(words), `the page does not say ${words}`);
    }
    // Who said what is for those who act on the rating.
    assert.ok(!page.includes(OTHERWISE));
  });
});
