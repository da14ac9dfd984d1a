// A line that swallows every third answer of the server and is slow with the others. What was asked has had
// its effect all the same.
import { Between, handOn } from './between.mjs';

export class Drops extends Between {
  constructor(server, { every = 3, delayMs = 3_000 } = {}) {
    super(server);
    Object.assign(this, { every, delayMs });
    this.isBad = false;
    this.answers = 0;
    this.dropped = 0;
  }

  pass(near, answer) {
    const isBad = this.isBad && near.url.startsWith('/api');
    this.ask(near, answer, found => {
      if (!isBad) {
        handOn(found, answer);
        return;
      }
      this.answers += 1;
      if (this.answers % this.every === 0) {
        this.dropped += 1;
        found.resume();
        found.on('end', () => answer.destroy());
        return;
      }
      setTimeout(() => handOn(found, answer), this.delayMs);
    });
  }
}
