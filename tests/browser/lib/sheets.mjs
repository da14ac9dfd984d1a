// Many pictures on one, with their names, as photographers lay out a film.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { FLAGS } from './device.mjs';

const WIDTH = 2000;

/** Lays pictures of one size out in rows and writes a JPEG. */
export async function contactSheet(pictures, { width, height }, path) {
  const columns = width < height ? 8 : 4;
  const figures = pictures.map(({ name, path }) => {
    const data = readFileSync(path).toString('base64');
    return `<figure><img src="data:image/png;base64,${data}"><figcaption>${name}</figcaption></figure>`;
  });
  const html = `<!doctype html><style>
    body { margin: 16px; display: grid; grid-template-columns: repeat(${columns}, 1fr); gap: 16px; background: #d9dde3 }
    figure { margin: 0 } img { width: 100%; display: block; border: 1px solid #8a94a3 }
    figcaption { font: 13px system-ui; padding-top: 4px; overflow-wrap: anywhere }
  </style>${figures.join('')}`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS, headless: true,
  });
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 1000 } });
  await page.setContent(html);
  await page.screenshot({ path, fullPage: true, type: 'jpeg', quality: 72 });
  await browser.close();
}
