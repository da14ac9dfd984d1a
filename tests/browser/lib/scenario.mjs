// One scenario: its steps are said as they are taken, and whatever happens everything is cleaned up.
import { cleanUp } from './server.mjs';
import { closeDevices } from './device.mjs';

const begun = Date.now();

/** Says what happens, so that a failure shows how far it came. */
export async function step(words, act) {
  console.log(`${((Date.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${words}`);
  return act?.();
}

/** Runs the scenario; `shown` are the servers and devices whose state a failure prints. */
export async function scenario(run) {
  const shown = { servers: [], devices: [] };
  const end = async () => { await closeDevices(); cleanUp(); };
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, async () => { await end(); process.exit(1); });
  }
  let status = 0;
  try {
    await run(shown);
    for (const device of shown.devices) {
      if (device.problems.length > 0) throw new Error(`the browser complained:\n${device.problems.join('\n')}`);
    }
  } catch (error) {
    status = 1;
    console.error(error);
    await tell(shown);
  }
  await end();
  process.exit(status);
}

async function tell({ servers, devices }) {
  for (const [at, device] of devices.entries()) {
    try {
      console.error(`── device ${at}: ${device.page.url()}\n${device.problems.join('\n')}`);
      console.error(`   picture: ${await device.shot(`failed-${process.pid}-${at}`)}`);
      console.error((await device.page.locator('body').innerText({ timeout: 2000 })).slice(0, 3000));
    } catch (error) {
      console.error(`   no picture: ${error.message}`);
    }
  }
  for (const server of servers) console.error(`── server ${server.address}\n${server.log.slice(-60).join('\n')}`);
}
