// `make bench`, the part that needs a browser: sizes of what is built, the first visit over a bad line,
// and the server's memory. Prints rows of a table; asserts nothing.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { Device } from './lib/device.mjs';
import { Line } from './lib/line.mjs';
import { scenario } from './lib/scenario.mjs';
import { Server, demonstration, emptyDistrict } from './lib/server.mjs';

const ROUNDS = 3;
const SLOWER = 4;

const kB = bytes => `${(bytes / 1000).toFixed(1)} kB`;
const ms = time => `${Math.round(time)} ms`;
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);

function middle(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** What the build gave, by kind. */
function sizes(folder) {
  const kinds = { wasm: [], js: [], html: [], css: [] };
  for (const file of readdirSync(folder)) {
    kinds[file.split('.').pop()]?.push(readFileSync(join(folder, file)));
  }
  const pages = kinds.html.map(String).join('');
  const styles = [...pages.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(found => Buffer.from(found[1]));
  const brotli = buffer => brotliCompressSync(buffer, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  for (const [words, buffers] of [
    ['WebAssembly', kinds.wasm],
    ['JavaScript, the service worker too', kinds.js],
    ['the page, with its CSS inside', kinds.html],
    ['CSS in it', [...kinds.css, ...styles]],
  ]) {
    const sum = measure => buffers.reduce((all, buffer) => all + measure(buffer), 0);
    row(words, `${kB(sum(buffer => buffer.length))} raw`, `${kB(sum(brotli))} brotli`);
  }
}

/** A browser that was never here, on a slow machine, over a bad line: until the first field can be typed in. */
async function firstVisit(server, shown) {
  const times = [];
  const bytes = [];
  for (let round = 0; round < ROUNDS; round++) {
    const line = await new Line(server).open();
    const device = await new Device(line, 'phone').open(null);
    shown.devices.push(device);
    await device.slowProcessor(SLOWER);
    const begun = performance.now();
    await device.page.goto(line.address, { waitUntil: 'commit' });
    await device.page.locator('main, form').first().waitFor({ timeout: 60_000 });
    times.push(performance.now() - begun);
    // The service worker fetches what is needed without a network after the page is there.
    await device.page.waitForLoadState('networkidle');
    bytes.push(line.bytes());
    await device.close();
    line.close();
  }
  row('first visit, 700 kbit/s, 300 ms, processor 4 × slower: the app answers', ms(middle(times)), '');
  row('first visit, all that came and went', kB(middle(bytes)), 'bodies and headers, both ways');
}

await scenario(async shown => {
  sizes(process.env.ROVIEC_DIST);
  const data = process.env.ROVIEC_DEMO ? demonstration() : emptyDistrict().data;
  const server = await new Server(data).start();
  shown.servers.push(server);
  row('server memory, just started', kB(await server.memory()), '');
  await firstVisit(server, shown);
  row('server memory, after the visits', kB(await server.memory()), '');
});
