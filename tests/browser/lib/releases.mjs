// Stands before a server and hands out its app as one release or the next: the same files under another
// version, which is what a browser tells releases by. A release can be broken off half way.
import { createServer, request } from 'node:http';

export class Releases {
  constructor(server) {
    this.server = server;
    this.version = null;
    this.missing = null;
  }

  async open() {
    this.listener = createServer((near, answer) => this.pass(near, answer));
    await new Promise(resolve => this.listener.listen(0, '127.0.0.1', resolve));
    this.address = `http://127.0.0.1:${this.listener.address().port}`;
    return this;
  }

  /** From now on this is the release; a path that is `missing` fails. */
  serve(version, missing = null) {
    this.version = version;
    this.missing = missing;
  }

  pass(near, answer) {
    if (near.url === this.missing) {
      answer.writeHead(500).end();
      return;
    }
    const isAboutRelease = ['/service_worker.js', '/precache.json'].includes(near.url);
    const headers = { ...near.headers };
    // Read here, so it must not come compressed.
    if (isAboutRelease) delete headers['accept-encoding'];
    const far = request(this.server.address + near.url, { method: near.method, headers }, async found => {
      if (!isAboutRelease || this.version === null) {
        answer.writeHead(found.statusCode, found.headers);
        found.pipe(answer);
        return;
      }
      let text = '';
      for await (const part of found.setEncoding('utf8')) text += part;
      const { 'content-length': _, etag: __, ...kept } = found.headers;
      answer.writeHead(found.statusCode, kept);
      answer.end(text.replace(/(RELEASE = |"version":)"\w+"/, `$1"${this.version}"`));
    });
    far.on('error', () => answer.destroy());
    near.pipe(far);
  }

  close() {
    this.listener.closeAllConnections();
    this.listener.close();
  }
}
