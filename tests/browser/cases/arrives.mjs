// A first visit over a line that brings the app late, or never: one signs in while it is on its way.
import assert from 'node:assert/strict';
import { Api } from '../lib/api.mjs';
import { SIZES } from '../lib/device.mjs';
import { newDevice } from '../lib/district.mjs';
import { Held } from '../lib/held.mjs';
import { button, check, field, settled } from '../lib/hand.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { Server, emptyDistrict } from '../lib/server.mjs';
import { t } from '../lib/words.mjs';

const LOGIN = 'quantri';
const PASSWORD = 'mật khẩu của quản trị';
const PIN = '428159';

const isComing = device => device.page.locator('#start').waitFor();
const isThere = device => device.page.locator('#start').waitFor({ state: 'detached' });
const inFocus = device => device.page.evaluate(() => {
  const { type, value, selectionStart, selectionEnd } = document.activeElement;
  return { type, value, selectionStart, selectionEnd };
});

/** All that is in sight above the foot of the page, where it stands and how it looks. */
async function looks(device) {
  await settled(device);
  return device.page.locator('.gate-head, .gate-card').evaluateAll(parts => {
    const all = parts.flatMap(part => [part, ...part.querySelectorAll('*')]);
    return all.map(element => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const { color, backgroundColor, font, letterSpacing, border, boxShadow, outline } = getComputedStyle(element);
      return { is: element.localName, x, y, width, height, color, backgroundColor, font, letterSpacing, border, boxShadow, outline };
    }).filter(({ width, height }) => width * height > 0);
  });
}

/** What tells a password manager which field is which. */
const named = device => device.page.locator('form input').evaluateAll(inputs => inputs.map(
  ({ type, name, autocomplete, autocapitalize, spellcheck, inputMode }) =>
    ({ type, name, autocomplete, autocapitalize, spellcheck, inputMode }),
));

await scenario(async shown => {
  const { data, password } = emptyDistrict();
  const server = await new Server(data).start();
  shown.servers.push(server);
  await (await new Api(server).signIn(LOGIN, password)).changePassword(password, PASSWORD);

  /** A device that was never here, with the app held back. */
  const newcomer = async size => {
    const device = await newDevice(shown, server, size, null);
    device.held = await new Held(device).hold();
    await device.go('/');
    return device;
  };

  for (const size of Object.keys(SIZES)) {
    for (const colorScheme of ['light', 'dark']) {
      await step(`nothing moves when the app takes over, on a ${size}, ${colorScheme}`, async () => {
        const device = await newcomer(size);
        await device.page.emulateMedia({ colorScheme });
        await field(device.page, 'sign_in.name').fill(LOGIN);
        await field(device.page, 'sign_in.password').fill('mật');
        await isComing(device);
        await check(device, 'the form before the app');
        const [before, names] = [await looks(device), await named(device)];
        await device.shot(`arrives-before-${colorScheme}`);
        device.held.letGo();
        await isThere(device);
        assert.deepEqual(await looks(device), before);
        assert.deepEqual(await named(device), names);
        await device.shot(`arrives-after-${colorScheme}`);
        await device.close();
      });
    }
  }
  const phone = await newcomer('phone');
  await step('what was typed, the field and the caret stay when the app takes over', async () => {
    await field(phone.page, 'sign_in.name').fill('quanri');
    await phone.page.keyboard.press('ArrowLeft');
    await phone.page.keyboard.press('ArrowLeft');
    await isComing(phone);
    phone.held.letGo();
    await isThere(phone);
    assert.deepEqual(await inFocus(phone), { type: 'text', value: 'quanri', selectionStart: 4, selectionEnd: 4 });
    await phone.page.keyboard.type('t');
    await phone.page.keyboard.press('Tab');
    await phone.page.keyboard.type(PASSWORD);
    await phone.page.keyboard.press('Enter');
    await phone.page.getByLabel(t('pin.choose')).waitFor();
    await phone.close();
  });
  const tablet = await newcomer('tablet');
  const asked = [];
  tablet.page.on('request', request => {
    if (request.method() === 'POST') asked.push(new URL(request.url()).pathname);
  });
  await step('a form that is half filled in says so before the app is there', async () => {
    await field(tablet.page, 'sign_in.name').fill(LOGIN);
    await tablet.page.keyboard.press('Enter');
    await tablet.page.getByText(t('sign_in.incomplete')).waitFor();
    assert.equal(await button(tablet.page, 'sign_in.enter').getAttribute('aria-busy'), null);
  });
  await step('who goes on typing after Enter has not finished', async () => {
    await field(tablet.page, 'sign_in.password').fill('mật');
    await tablet.page.keyboard.press('Enter');
    assert.equal(await button(tablet.page, 'sign_in.enter').getAttribute('aria-busy'), 'true');
    await tablet.page.keyboard.type(PASSWORD.slice('mật'.length));
    assert.equal(await button(tablet.page, 'sign_in.enter').getAttribute('aria-busy'), null);
  });
  await step('an app that does not come says so, and what was typed stays', async () => {
    await tablet.page.keyboard.press('Enter');
    await tablet.held.fail();
    await tablet.page.locator('.start-failed').waitFor();
    assert.equal(await field(tablet.page, 'sign_in.name').inputValue(), LOGIN);
    assert.equal(await field(tablet.page, 'sign_in.password').inputValue(), PASSWORD);
    assert.equal(await button(tablet.page, 'sign_in.enter').getAttribute('aria-busy'), null);
    await check(tablet, 'the form without the app');
    await tablet.shot('arrives-failed');
  });
  await step('Enter before the app is there signs in once, as soon as it is', async () => {
    await tablet.held.hold();
    await field(tablet.page, 'sign_in.password').press('Enter');
    await tablet.page.keyboard.press('Enter');
    assert.equal(await button(tablet.page, 'sign_in.enter').getAttribute('aria-busy'), 'true');
    assert.deepEqual(await tablet.axe(), []);
    await tablet.shot('arrives-pressed');
    assert.deepEqual(asked, []);
    tablet.held.letGo();
    await tablet.page.getByLabel(t('pin.choose')).waitFor();
    assert.deepEqual(asked, ['/api/session']);
  });
  await step('where somebody has an account no form is offered', async () => {
    await tablet.page.getByLabel(t('pin.choose')).fill(PIN);
    await tablet.page.getByLabel(t('pin.repeat')).fill(PIN);
    await tablet.page.getByRole('navigation', { name: t('frame.places') }).first().waitFor();
    // A service worker would bring the app past what holds it.
    await tablet.page.evaluate(async () => (await navigator.serviceWorker.ready).unregister());
    await tablet.held.hold();
    await tablet.page.addInitScript(() => {
      new MutationObserver(() => { globalThis.hadForm ||= document.querySelector('#start form') !== null; })
        .observe(document, { childList: true, subtree: true });
    });
    await tablet.page.reload();
    await isComing(tablet);
    tablet.held.letGo();
    await tablet.page.getByLabel(t('pin.enter')).waitFor();
    assert.equal(await tablet.page.evaluate(() => globalThis.hadForm), false);
  });
});
