// What the build gave, by kind.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { kB, row } from './rows.mjs';

const brotli = buffer => brotliCompressSync(buffer, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

export function sizes(folder) {
  const kinds = { wasm: [], js: [], html: [], css: [] };
  for (const file of readdirSync(folder)) {
    kinds[file.split('.').pop()]?.push(readFileSync(join(folder, file)));
  }
  const pages = kinds.html.map(String).join('');
  const styles = [...pages.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(found => Buffer.from(found[1]));
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
