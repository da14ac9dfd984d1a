// A bad line: a proxy that lets so many bits a second through, each way, after so long, and counts them.
// What goes over it is all that the browser and its service worker say, headers and all.
import { createServer, connect } from 'node:net';

export class Line {
  constructor(server, { bitsPerSecond = 700_000, roundTripMs = 300 } = {}) {
    this.target = server;
    this.bytesPerMs = bitsPerSecond / 8 / 1000;
    this.oneWayMs = roundTripMs / 2;
    this.sockets = new Set();
    this.up = { bytes: 0, freeAt: 0 };
    this.down = { bytes: 0, freeAt: 0 };
  }

  async open() {
    this.listener = createServer(near => this.join(near));
    await new Promise(resolve => this.listener.listen(0, '127.0.0.1', resolve));
    this.address = `http://127.0.0.1:${this.listener.address().port}`;
    return this;
  }

  join(near) {
    const far = connect(this.target.port, '127.0.0.1');
    for (const [from, to, way] of [[near, far, this.up], [far, near, this.down]]) {
      this.sockets.add(from);
      from.setNoDelay(true);
      from.on('data', data => this.carry(data, from, to, way));
      from.on('end', () => this.later(way, () => to.end()));
      from.on('error', () => to.destroy());
      from.on('close', () => { this.sockets.delete(from); });
    }
  }

  // All connections share the line: what comes later waits until what came before has passed.
  carry(data, from, to, way) {
    way.bytes += data.length;
    way.freeAt = Math.max(way.freeAt, performance.now()) + data.length / this.bytesPerMs;
    // No more is taken in than a router's buffer holds.
    if (way.freeAt - performance.now() > 500) {
      from.pause();
      setTimeout(() => from.resume(), way.freeAt - performance.now() - 250);
    }
    this.later(way, () => { if (!to.destroyed) to.write(data); });
  }

  later(way, act) {
    setTimeout(act, Math.max(0, way.freeAt - performance.now()) + this.oneWayMs);
  }

  /** Bytes since the last asking, both ways together. */
  bytes() {
    const bytes = this.up.bytes + this.down.bytes;
    this.up.bytes = this.down.bytes = 0;
    return bytes;
  }

  close() {
    for (const socket of this.sockets) socket.destroy();
    this.listener.close();
  }
}
