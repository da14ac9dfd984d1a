// A newer release is offered, never forced, never during a meeting; and no release is half here.
import assert from 'node:assert/strict';
import { newDevice, newVillage } from '../lib/district.mjs';
import { enterPin, signIn, untilKept } from '../lib/gate.mjs';
import { dialog, field, fill, goTo, press } from '../lib/hand.mjs';
import { openNewTask } from '../lib/plan.mjs';
import { Releases } from '../lib/releases.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { t } from '../lib/words.mjs';

const [FIRST, HALF, SECOND, THIRD, FOURTH] = ['1', '2', '3', '4', '5'].map(digit => digit.repeat(16));

const HALF_TYPED = 'Sửa đường điện chiếu sáng thô';

await scenario(async shown => {
  const { server, accounts: { diu, chi } } = await newVillage(shown);
  const releases = await new Releases(server).open();
  releases.serve(FIRST);
  const tablet = await newDevice(shown, releases);
  const kept = () => tablet.page.evaluate(() => caches.keys());
  const offer = tablet.page.getByText(t('release.newer'));
  const comesBack = async () => {
    await tablet.cutNetwork();
    await tablet.restoreNetwork();
  };

  await step('the app is kept as a whole', async () => {
    await signIn(tablet, diu);
    await untilKept(tablet);
    assert.deepEqual(await kept(), [`roviec-app-${FIRST}`]);
  });
  await step('nothing of /api is kept', async () => {
    const paths = await tablet.page.evaluate(async () => {
      const stores = await Promise.all((await caches.keys()).map(name => caches.open(name)));
      const requests = (await Promise.all(stores.map(store => store.keys()))).flat();
      return requests.map(request => new URL(request.url).pathname);
    });
    assert.ok(paths.includes('/index.html'), paths.join());
    assert.ok(!paths.some(path => path.startsWith('/api')), paths.join());
  });
  await step('a release that cannot be fetched whole is not offered, and the one in use stays', async () => {
    releases.serve(HALF, '/icon-512.png');
    await tablet.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      // Resolves with the worker's end, which is how the browser says that its installation failed.
      const ended = new Promise(resolve => registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker.addEventListener('statechange', () => { if (worker.state === 'redundant') resolve(); });
      }));
      await registration.update().catch(() => {});
      await ended;
    });
    assert.equal(await offer.count(), 0);
    assert.ok((await kept()).includes(`roviec-app-${FIRST}`));
    await tablet.cutNetwork();
    await tablet.page.reload();
    await enterPin(tablet, diu);
    await tablet.restoreNetwork();
  });
  await step('the next one is not offered during a meeting, and is after it', async () => {
    await goTo(tablet, 'meeting.place');
    await tablet.page.waitForURL('**/meeting/**');
    releases.serve(SECOND);
    await comesBack();
    await tablet.page.waitForFunction(async () => (await navigator.serviceWorker.ready).waiting);
    assert.equal(await offer.count(), 0);
    await goTo(tablet, 'plan.place');
    await offer.waitFor();
    assert.ok((await kept()).includes(`roviec-app-${FIRST}`));
  });
  await step('put off, it comes with the next start', async () => {
    await press(tablet.page, 'release.later');
    await offer.waitFor({ state: 'detached' });
    await tablet.page.reload();
    await offer.waitFor();
  });
  await step('taken, it is the only one', async () => {
    await press(tablet.page, 'release.take');
    await tablet.page.waitForFunction(async () => (await caches.keys()).length === 1);
    await enterPin(tablet, diu);
    assert.deepEqual(await kept(), [`roviec-app-${SECOND}`]);
    assert.equal(await offer.count(), 0);
  });
  await step('taken in one tab, the other is asked to follow', async () => {
    const other = await tablet.context.newPage();
    await other.goto(releases.address);
    await other.getByLabel(t('pin.enter')).waitFor();
    releases.serve(THIRD);
    await comesBack();
    await offer.waitFor();
    await other.getByText(t('release.newer')).waitFor();
    await press(tablet.page, 'release.take');
    await other.getByText(t('release.taken')).waitFor();
    await press(other, 'release.reload');
    await other.getByText(t('release.taken')).waitFor({ state: 'detached' });
    await enterPin(tablet, diu);
    await other.close();
  });
  await step('a form half typed when an update is taken is there again after it', async () => {
    await openNewTask(tablet, chi.name);
    await fill(dialog(tablet), 'plan.product', HALF_TYPED);
    await tablet.page.keyboard.press('Escape');
    releases.serve(FOURTH);
    await comesBack();
    await offer.waitFor();
    await press(tablet.page, 'release.take');
    await tablet.page.waitForFunction(name => caches.keys().then(kept => kept.join() === name), `roviec-app-${FOURTH}`);
    await enterPin(tablet, diu);
    await openNewTask(tablet, chi.name);
    assert.equal(await field(dialog(tablet), 'plan.product').inputValue(), HALF_TYPED);
  });
  releases.close();
});
