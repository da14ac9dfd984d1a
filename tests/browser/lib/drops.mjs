// A line that swallows every third answer of the server and is slow with the others. What was asked has had
// its effect all the same.
import { createServer, request } from 'node:http';

export class Drops {
  constructor(server, { every = 3, delayMs = 3_000 } = {}) {
    Object.assign(this, { server, every, delayMs });
    this.isBad = false;
    this.answers = 0;
    this.dropped = 0;
  }

  async open() {
    this.listener = createServer((near, answer) => this.pass(near, answer));
    await new Promise(resolve => this.listener.listen(0, '127.0.0.1', resolve));
    this.address = `http://127.0.0.1:${this.listener.address().port}`;
    return this;
  }

  pass(near, answer) {
    const isBad = this.isBad && near.url.startsWith('/api');
    const far = request(this.server.address + near.url, { method: near.method, headers: near.headers }, found => {
      if (!isBad) {
        answer.writeHead(found.statusCode, found.headers);
        found.pipe(answer);
        return;
      }
      this.answers += 1;
      if (this.answers % this.every === 0) {
        this.dropped += 1;
        found.resume();
        found.on('end', () => answer.destroy());
        return;
      }
      setTimeout(() => {
        answer.writeHead(found.statusCode, found.headers);
        found.pipe(answer);
      }, this.delayMs);
    });
    far.on('error', () => answer.destroy());
    near.pipe(far);
  }

  close() {
    this.listener.closeAllConnections();
    this.listener.close();
  }
}
