// The digest by mail is turned on with a finger: a bad address is refused in words and stays, a code comes by a real
// mail server, and what is on can be turned off. A server that sends no mail says so instead of offering it.
import assert from 'node:assert/strict';
import { newDevice, newVillage } from '../lib/district.mjs';
import { signIn } from '../lib/gate.mjs';
import { button, choose, exchange, field, fill, follow, goTo, look, press, shows } from '../lib/hand.mjs';
import { Mailbox } from '../lib/mailbox.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { Server } from '../lib/server.mjs';
import { t } from '../lib/words.mjs';

const ADDRESS = 'chi@example.vn';

await scenario(async shown => {
  const place = await newVillage(shown);
  const { server, data, accounts } = place;
  const toPage = async device => {
    await goTo(device, 'frame.settings');
    await follow(device.page, 'digest.open');
    await shows(device, 'digest.title');
  };
  const phone = await newDevice(shown, server, 'phone');
  await step('a server without a mail server offers none, and says so', async () => {
    await signIn(phone, accounts.chi);
    await exchange(phone);
    await toPage(phone);
    await phone.page.getByText(t('digest.not_offered')).waitFor();
    assert.equal(await field(phone.page, 'digest.address').count(), 0);
    await look(phone, 'digest-not-offered');
  });
  const mailbox = new Mailbox();
  await step('the operator names a mail server', async () => {
    const settings = await mailbox.open();
    await server.kill();
    const sending = new Server(data, settings);
    sending.port = server.port;
    await sending.start();
    shown.servers.push(sending);
    await exchange(phone);
    await toPage(phone);
    await field(phone.page, 'digest.address').waitFor();
  });
  await step('a bad address is refused in words, and stays as it was typed', async () => {
    await fill(phone.page, 'digest.address', 'chị@example.vn');
    await choose(phone.page, t('digest.rhythm.weekly'));
    await press(phone.page, 'digest.ask');
    await phone.page.getByText(t('digest.fault.letter')).waitFor();
    assert.equal(await field(phone.page, 'digest.address').inputValue(), 'chị@example.vn');
    assert.equal(mailbox.letters.length, 0);
    await look(phone, 'digest-bad-address');
  });
  await step('an address that the mail server refuses is told too', async () => {
    mailbox.refused.add('sai@example.vn');
    await fill(phone.page, 'digest.address', 'sai@example.vn');
    await press(phone.page, 'digest.ask');
    await phone.page.getByText(t('digest.problem.refused', { address: 'sai@example.vn' })).waitFor();
    await look(phone, 'digest-refused');
    await press(phone.page, 'digest.change');
    assert.equal(await field(phone.page, 'digest.address').inputValue(), 'sai@example.vn');
  });
  await step('a code comes by mail; a wrong one is refused, the right one turns it on', async () => {
    await fill(phone.page, 'digest.address', ADDRESS);
    await press(phone.page, 'digest.ask');
    await field(phone.page, 'digest.code').waitFor();
    assert.deepEqual(mailbox.letters.map(({ to }) => to), [[ADDRESS]]);
    const code = mailbox.code(ADDRESS);
    await fill(phone.page, 'digest.code', code === '111111' ? '222222' : '111111');
    await press(phone.page, 'digest.confirm');
    await phone.page.getByText(t('digest.wrong_code')).waitFor();
    await look(phone, 'digest-code');
    // The browser notes the refusal, which is what this step is about.
    const refused = phone.problems.splice(0);
    assert.ok(refused.length === 1 && refused[0].includes('422'), refused.join('\n'));
    await fill(phone.page, 'digest.code', code);
    await press(phone.page, 'digest.confirm');
    await phone.page.getByText(t('digest.on'), { exact: true }).waitFor();
    const words = await phone.page.locator('main').innerText();
    for (const said of [ADDRESS, t('digest.rhythm.weekly')]) assert.ok(words.includes(said), `${said} is not in sight`);
    await look(phone, 'digest-on');
  });
  await step('the same account finds it on a tablet, and turns it off there', async () => {
    const tablet = await newDevice(shown, server, 'tablet');
    await signIn(tablet, { ...accounts.chi, isFirst: false });
    await toPage(tablet);
    await tablet.page.getByText(t('digest.on'), { exact: true }).waitFor();
    await look(tablet, 'digest-on');
    await press(tablet.page, 'digest.off');
    await field(tablet.page, 'digest.address').waitFor();
    assert.equal(await field(tablet.page, 'digest.address').inputValue(), '');
    assert.equal(await button(tablet.page, 'digest.off').count(), 0);
    await look(tablet, 'digest-off');
  });
  await mailbox.close();
});
