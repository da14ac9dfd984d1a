// A program that stands between browsers and a server, on a port of its own.
import { createServer, request } from 'node:http';

export class Between {
  constructor(server) {
    this.server = server;
  }

  async open() {
    this.listener = createServer((near, answer) => this.pass(near, answer));
    await new Promise(resolve => this.listener.listen(0, '127.0.0.1', resolve));
    this.address = `http://127.0.0.1:${this.listener.address().port}`;
    return this;
  }

  /** Asks the server what was asked here; `found` does with its answer what it likes. */
  ask(near, answer, found, headers = near.headers) {
    const far = request(this.server.address + near.url, { method: near.method, headers }, found);
    far.on('error', () => answer.destroy());
    near.pipe(far);
  }

  close() {
    this.listener.closeAllConnections();
    this.listener.close();
  }
}

/** Hands an answer on as it is. */
export function handOn(found, answer) {
  answer.writeHead(found.statusCode, found.headers);
  found.pipe(answer);
}
