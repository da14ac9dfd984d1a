// A tablet without a line: what waits on it is carried as a file, a colleague's device hands it over, and what
// became of it is carried back.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { newDevice, newVillage } from '../lib/district.mjs';
import { signIn, untilKept } from '../lib/gate.mjs';
import { look } from '../lib/hand.mjs';
import { assignNumbered, standsOnceElsewhere } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { temporaryFolder } from '../lib/server.mjs';
import { everyByte } from '../lib/stored.mjs';
import { CELL } from '../lib/village.mjs';
import { t } from '../lib/words.mjs';

const PRODUCT = 'Làm mương nội đồng đoạn';
const COUNT = 3;

await scenario(async shown => {
  const { server, accounts: { diu, chi, hoa } } = await newVillage(shown);
  const folder = temporaryFolder('carried');
  const [file, back] = ['mang-theo.json', 'mang-ve.json'].map(name => join(folder, name));
  const tablet = await newDevice(shown, server);
  let address;

  await step('a tablet goes where there is no line, and three tasks are given', async () => {
    await signIn(tablet, diu);
    await untilKept(tablet);
    await tablet.cutNetwork();
    address = await assignNumbered(tablet, chi.name, PRODUCT, 1, COUNT);
    await tablet.page.getByText(t('saving.on_device', { n: COUNT })).waitFor();
  });
  await step('what waits is saved as a file, in which nobody reads a word', async () => {
    await tablet.page.locator('.status-bar').click();
    const coming = tablet.page.waitForEvent('download');
    await tablet.page.getByRole('button', { name: t('exchange.export') }).click();
    await (await coming).saveAs(file);
    const text = readFileSync(file, 'utf8');
    for (const words of [PRODUCT, chi.person, chi.name]) assert.ok(!text.includes(words), words);
  });
  const desk = await newDevice(shown, server, 'desk');
  const deliver = async (from, key, values) => {
    await desk.page.locator('.file-input').setInputFiles(from);
    await desk.page.getByText(t(key, values)).waitFor();
  };
  await step('a colleague at a desk hands it over, twice', async () => {
    await signIn(desk, hoa);
    await untilKept(desk);
    await deliver(file, 'exchange.carried.arrived', { n: COUNT });
    await look(desk, 'exchange-carried');
    await deliver(file, 'exchange.carried.arrived', { n: COUNT });
    assert.ok(!(await everyByte(desk.page)).includes('sealed'), 'the file is kept on the desk');
  });
  await step('what the server said of it is carried back, and the desk cannot read it', async () => {
    const coming = desk.page.waitForEvent('download');
    await desk.page.getByRole('button', { name: t('exchange.carried.back') }).click();
    await (await coming).saveAs(back);
    const text = readFileSync(back, 'utf8');
    for (const words of [CELL, 'accepted']) assert.ok(!text.includes(words), words);
    await deliver(back, 'exchange.returned.foreign');
  });
  await step('a file that was cut off is refused in words', async () => {
    const cut = join(folder, 'cut.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(cut, text.slice(0, text.length / 2));
    await deliver(cut, 'exchange.carried.broken');
    writeFileSync(cut, JSON.stringify({ ...JSON.parse(text), device: 'may-khac' }));
    await deliver(cut, 'exchange.carried.foreign');
    // The browser itself complains of an answer that refuses.
    const refused = desk.problems.splice(0);
    assert.ok(refused.length === 1 && refused[0].includes('404'), refused.join());
  });
  await step('without a line the tablet hears what became of its acts', async () => {
    await tablet.page.getByText(t('exchange.waiting', { n: COUNT })).waitFor();
    await tablet.page.locator('.file-input').setInputFiles(back);
    await tablet.page.getByText(t('exchange.returned.taken')).waitFor();
    await tablet.page.getByText(t('exchange.nothing_waits')).waitFor();
    await look(tablet, 'exchange-returned');
  });
  await step('its line is back, and each stands once', async () => {
    await tablet.restoreNetwork();
    await standsOnceElsewhere(tablet, shown, diu, address, PRODUCT, COUNT);
  });
});
