// A real mail server on this machine, on a free port: it keeps what arrives, and refuses whom it is told to.
import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';

export class Mailbox {
  constructor() {
    this.letters = [];
    this.refused = new Set();
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, session, done) => done(this.refused.has(address)
        ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null),
      onData: async (stream, session, done) => {
        const parts = [];
        for await (const part of stream) parts.push(part);
        const to = session.envelope.rcptTo.map(({ address }) => address);
        this.letters.push({ to, text: decoded(Buffer.concat(parts).toString('utf8')) });
        done();
      },
    });
  }

  /** Settings of a server of ours that sends by this one. */
  async open() {
    const listening = this.server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    return {
      ROVIEC_SMTP: `smtp://127.0.0.1:${listening.address().port}`,
      ROVIEC_MAIL_FROM: 'Rõ Việc <viec@example.vn>',
      ROVIEC_PUBLIC_URL: 'https://viec.example.vn',
    };
  }

  /** The digits in the newest letter to an address. */
  code(address) {
    const letter = this.letters.findLast(({ to }) => to.includes(address));
    return letter.text.match(/: (\d{6})\r?\n/)[1];
  }

  async close() {
    await new Promise(resolve => this.server.close(resolve));
  }
}

/* Digits stand as they are in every encoding but this one. */
function decoded(letter) {
  const [head, ...body] = letter.split('\r\n\r\n');
  const is64 = /^content-transfer-encoding: base64/im.test(head);
  return is64 ? Buffer.from(body.join(''), 'base64').toString('utf8') : body.join('\r\n\r\n');
}
