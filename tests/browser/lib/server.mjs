// A server of one's own: started on a free port, killed by its pid, its log kept for a failure.
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = process.env.ROVIEC;
// A server says where it listens within this time, or it will not.
const START_MS = 20_000;

const alive = new Set();
const folders = new Set();

/** A folder that goes when the test ends. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `roviec-${name}-`));
  folders.add(folder);
  return folder;
}

/** Ends what is still running and removes what it wrote. */
export function cleanUp() {
  for (const child of alive) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  folders.clear();
}

/** Runs one command of the program to its end and gives what it printed. */
export function roviec(...words) {
  const { DATABASE_URL, ...env } = process.env;
  const done = spawnSync(PROGRAM, words, { env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`roviec ${words.join(' ')}: ${done.stdout}${done.stderr}`);
  return done.stdout;
}

/** An empty district in a new folder, with its first administrator. */
export function emptyDistrict() {
  const data = temporaryFolder('data');
  const words = roviec('init', '--data', data, '--name', 'Huyện ủy Yên Bình', '--person-name', 'Phạm Văn Quản');
  const password = words.trim().match(/: (\S+)$/);
  return { data, words, password: password && password[1] };
}

/** A copy of the demonstration that was made once for all tests. */
export function demonstration() {
  const data = temporaryFolder('demo');
  for (const file of readdirSync(process.env.ROVIEC_DEMO)) {
    copyFileSync(join(process.env.ROVIEC_DEMO, file), join(data, file));
  }
  return data;
}

export class Server {
  /** With settings from its environment. */
  constructor(data, settings = {}) {
    this.data = data;
    this.settings = settings;
    this.log = [];
    this.port = 0;
  }

  /** Started again, it takes the port that it had. */
  async start() {
    const { DATABASE_URL, ...env } = process.env;
    const words = ['serve', '--data', this.data, '--listen', `127.0.0.1:${this.port}`];
    this.child = spawn(PROGRAM, words, { env: { ...env, ...this.settings }, stdio: ['ignore', 'pipe', 'pipe'] });
    alive.add(this.child);
    this.ended = new Promise(resolve => this.child.once('exit', resolve));
    this.ended.then(() => alive.delete(this.child));
    createInterface({ input: this.child.stderr }).on('line', line => this.log.push(line));
    const address = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('the server did not say where it listens')), START_MS);
      createInterface({ input: this.child.stdout }).on('line', line => {
        this.log.push(line);
        const found = line.match(/listening on (http:\S+)/);
        if (found) { clearTimeout(late); resolve(found[1]); }
      });
      this.child.once('exit', status => reject(new Error(`the server ended (${status}): ${this.log.join('\n')}`)));
    });
    this.address = await address;
    this.port = Number(new URL(this.address).port);
    return this;
  }

  /** As a power cut would. */
  async kill() {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Resident memory in bytes. */
  async memory() {
    const { readFile } = await import('node:fs/promises');
    const status = await readFile(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(status.match(/VmRSS:\s+(\d+) kB/)[1]) * 1024;
  }
}
