// A line on which the app itself does not come before it may: everything else passes.
export class Held {
  constructor(device) {
    this.page = device.page;
    this.waiting = [];
    this.isRouted = false;
  }

  /** From now on the app waits. */
  async hold() {
    this.isHolding = true;
    if (!this.isRouted) {
      this.isRouted = true;
      await this.page.route('**/*.wasm', route => {
        if (this.isHolding) this.waiting.push(route);
        else route.continue();
      });
    }
    return this;
  }

  /** It may come. */
  letGo() {
    this.isHolding = false;
    for (const route of this.waiting.splice(0)) route.continue();
  }

  /** The line is cut instead. */
  fail() {
    this.isHolding = false;
    for (const route of this.waiting.splice(0)) route.abort('failed');
  }
}
