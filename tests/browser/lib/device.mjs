// A tablet, a phone or a desk: one browser profile that can be closed, killed and opened again.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { work } from './hands.mjs';
import { temporaryFolder } from './server.mjs';

export const SIZES = {
  tablet: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
};

// Without --no-sandbox Chromium does not start for root; the rest keeps it from calling home.
export const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const open = new Set();

/** Ends every browser that a test left open. */
export async function closeDevices() {
  for (const device of open) device.kill();
}

export class Device {
  constructor(server, size = 'tablet', options = {}) {
    this.server = server;
    this.size = size;
    this.options = options;
    this.profile = temporaryFolder('profile');
    this.problems = [];
  }

  /** Starts the browser on this device's profile, as often as one likes. */
  async open(path = '/') {
    this.context = await chromium.launchPersistentContext(this.profile, {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: FLAGS,
      headless: true,
      viewport: SIZES[this.size],
      hasTouch: this.size !== 'desk',
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      ...this.options,
    });
    open.add(this);
    this.context.setDefaultTimeout(15_000);
    this.page = this.context.pages()[0] ?? await this.context.newPage();
    this.watch(this.page);
    work(this.page);
    if (path !== null) await this.go(path);
    return this;
  }

  watch(page) {
    page.on('pageerror', error => this.problems.push(`page error: ${error.message}`));
    page.on('console', line => {
      // A request that fails without a network, or on the line of a server that was killed, is what
      // these tests are about.
      const isOffline = /ERR_(INTERNET_DISCONNECTED|CONNECTION_(REFUSED|RESET|CLOSED)|EMPTY_RESPONSE|FAILED)/.test(line.text());
      if (line.type() === 'error' && !isOffline) this.problems.push(`console: ${line.text()}`);
    });
  }

  async go(path) {
    await this.page.goto(this.server.address + path);
    return this;
  }

  async cutNetwork() { await this.context.setOffline(true); }
  async restoreNetwork() { await this.context.setOffline(false); }

  /** Slows the processor of the page; 4 makes it a quarter as fast. */
  async slowProcessor(times) {
    const session = await this.context.newCDPSession(this.page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: times });
  }

  async close() {
    open.delete(this);
    await this.context.close();
  }

  /** SIGKILL to every process of this profile, as when the battery is pulled. */
  kill() {
    open.delete(this);
    for (const pid of this.processes()) {
      try { process.kill(pid, 'SIGKILL'); } catch { /* ended by itself meanwhile */ }
    }
  }

  /** The same, and waits until none of them is left, so that the profile can be opened again. */
  async pullBattery() {
    const closed = new Promise(resolve => this.context.once('close', resolve));
    this.kill();
    await closed;
    while (this.processes().length > 0) await new Promise(setImmediate);
  }

  processes() {
    return readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number).filter(pid => {
      try {
        return readFileSync(join('/proc', String(pid), 'cmdline'), 'utf8').includes(this.profile);
      } catch {
        return false;
      }
    });
  }

  /** What axe finds on the page as it is; the rules are those of WCAG 2.2 AA and good practice. */
  async axe() {
    await this.page.evaluate(axeSource);
    const { violations } = await this.page.evaluate(() => globalThis.axe.run());
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).slice(0, 3).join(' | ')}`);
  }

  /** How far the page is wider than the screen, in pixels. */
  async overflow() {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  async shot(name) {
    const path = join(process.env.ROVIEC_SHOTS, `${name}-${this.size}.png`);
    await this.page.screenshot({ path });
    return path;
  }
}
