// With what a person works: a finger, or a mouse where there is no screen to touch; or the keyboard alone, which
// reaches everything by Tab and the arrows or the test fails. Chosen once for all that a scenario does.

// Nobody goes on pressing Tab after so many.
const MOST_KEYS = 600;
// Nor is anything drawn anew so often.
const MOST_TIMES = 5;

const KEYS = process.env.ROVIEC_HANDS === 'keys';
let isAtWork = false;

/** Lets every press, entry and choice be made so; the page is any, since its locators are of one kind. */
export function work(page) {
  if (isAtWork) return;
  isAtWork = true;
  (KEYS ? byKeys : byFinger)(Object.getPrototypeOf(page.locator('html')));
}

function byFinger(locator) {
  const { click, tap } = locator;
  locator.click = async function pressed(options) {
    const isTouched = await this.page().evaluate(() => navigator.maxTouchPoints > 0);
    return (isTouched ? tap : click).call(this, options);
  };
}

function byKeys(locator) {
  locator.click = async function pressed() {
    const at = await reach(this);
    if (at !== 'radio') await this.page().keyboard.press(at === 'box' ? 'Space' : 'Enter');
  };
  locator.check = async function checked() {
    if (!await this.isChecked()) await this.click();
  };
  locator.fill = async function typed(text) {
    await reach(this);
    const { keyboard } = this.page();
    await keyboard.press('Control+A');
    await (text === '' ? keyboard.press('Delete') : keyboard.type(text));
  };
  locator.selectOption = async function chosen({ label }) {
    await reach(this);
    await this.page().keyboard.press('Home');
    for (let key = 0; key < MOST_KEYS; key++) {
      if (await this.locator('option:checked').innerText() === label) return;
      await this.page().keyboard.press('ArrowDown');
    }
    throw new Error(`${label} is not among the choices of ${this}`);
  };
}

/** Brings the focus to what a press would meet; says of what kind that is. */
async function reach(locator) {
  for (let time = 0; ; time++) {
    try {
      return await goTo(locator);
    } catch (error) {
      // The page drew it anew, as the app does when it takes the form over that stood there before it.
      if (time === MOST_TIMES || !/not attached/.test(error.message)) throw error;
    }
  }
}

async function goTo(locator) {
  const { keyboard } = locator.page();
  const element = await locator.elementHandle();
  await element.waitForElementState('visible');
  await element.waitForElementState('enabled');
  for (let key = 0; key < MOST_KEYS; key++) {
    const next = await element.evaluate(nextKey);
    if (next.is) return next.is;
    await keyboard.press(next.press);
  }
  throw new Error(`no key leads to ${locator}`);
}

/* Runs in the page: what is to be pressed next on the way to an element, or what the focus has come to. */
function nextKey(element) {
  if (!element.isConnected) throw new Error('not attached');
  const CAN = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';
  const target = element.closest('label')?.control ?? element.closest(CAN) ?? element.querySelector(CAN);
  if (!target) throw new Error(`a key has nothing to press in ${element.outerHTML.slice(0, 200)}`);
  const focused = document.activeElement;
  const isRadio = target.type === 'radio';
  if (focused === target) {
    if (isRadio && target.checked) return { is: 'radio' };
    if (isRadio) return { press: 'Space' };
    return { is: target.type === 'checkbox' ? 'box' : 'button' };
  }
  const isBehind = focused.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING;
  if (isRadio && focused.type === 'radio' && focused.name === target.name) {
    return { press: isBehind ? 'ArrowDown' : 'ArrowUp' };
  }
  return { press: focused === document.body || isBehind ? 'Tab' : 'Shift+Tab' };
}
