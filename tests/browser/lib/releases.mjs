// Stands before a server and hands out its app as one release or the next: the same files under another
// version, which is what a browser tells releases by. A release can be broken off half way.
import { Between, handOn } from './between.mjs';

export class Releases extends Between {
  constructor(server) {
    super(server);
    this.version = null;
    this.missing = null;
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
    this.ask(near, answer, async found => {
      if (!isAboutRelease || this.version === null) {
        handOn(found, answer);
        return;
      }
      let text = '';
      for await (const part of found.setEncoding('utf8')) text += part;
      const { 'content-length': _, etag: __, ...kept } = found.headers;
      answer.writeHead(found.statusCode, kept);
      answer.end(text.replace(/(RELEASE = |"version":)"\w+"/, `$1"${this.version}"`));
    }, headers);
  }
}
