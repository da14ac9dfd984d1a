// `make bench`, the part that needs a browser: sizes of what is built, starts over a bad line and without one,
// taps in a large meeting, and the server's memory. Prints rows of a table; asserts nothing.
import { setTimeout as passed } from 'node:timers/promises';
import { hall } from './bench/hall.mjs';
import { kB, row } from './bench/rows.mjs';
import { sizes } from './bench/sizes.mjs';
import { starts } from './bench/starts.mjs';
import { scenario } from './lib/scenario.mjs';
import { Server, demonstration } from './lib/server.mjs';

// The server comes to rest before its memory is looked at: what counts is what it keeps.
const REST_MS = 10_000;

await scenario(async shown => {
  sizes(process.env.ROVIEC_DIST);
  const server = await new Server(demonstration()).start();
  shown.servers.push(server);
  row('server memory, just started', kB(await server.memory()), '');
  await starts(server, shown);
  await passed(REST_MS);
  row('server memory, 10 s after those visits', kB(await server.memory()), '');
  await hall(shown);
});
