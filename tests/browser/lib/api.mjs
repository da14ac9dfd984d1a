// What the administrator enters and what a test asks of the server, without a browser.
export class Api {
  constructor(server) {
    this.server = server;
    this.headers = { 'content-type': 'application/json' };
  }

  async signIn(login, password) {
    const answer = await this.ask('POST', '/session', { login_name: login, password });
    this.headers.cookie = answer.headers.getSetCookie()[0].split(';')[0];
    this.me = await answer.json();
    this.headers['roviec-account'] = this.me.account;
    return this;
  }

  async changePassword(old, chosen) {
    await this.ask('POST', '/session/password', { old, new: chosen });
    return this.signIn(this.me.login_name, chosen);
  }

  async post(path, body) {
    const answer = await this.ask('POST', path, body);
    return answer.status === 204 ? null : answer.json();
  }

  async get(path) {
    return (await this.ask('GET', path)).json();
  }

  async ask(method, path, body) {
    const answer = await fetch(`${this.server.address}/api${path}`, {
      method, headers: this.headers, body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}
