// A server that is lost and restored from yesterday's backup has again what devices still hold.
import { join } from 'node:path';
import { newDevice, newVillage } from '../lib/district.mjs';
import { signIn, untilKept } from '../lib/gate.mjs';
import { exchange } from '../lib/hand.mjs';
import { assignNumbered, standsOnceElsewhere } from '../lib/plan.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { roviec, temporaryFolder } from '../lib/server.mjs';

const PRODUCT = 'Phát quang hành lang lưới điện đoạn';

await scenario(async shown => {
  const { server, data, accounts: { diu, chi } } = await newVillage(shown);
  const backup = join(temporaryFolder('backup'), 'hom-qua.sqlite');
  const tablet = await newDevice(shown, server);
  let address;
  const give = async (first, last) => {
    address = await assignNumbered(tablet, chi.name, PRODUCT, first, last);
  };

  await step('two tasks are on the server, and a backup is made while it runs', async () => {
    await signIn(tablet, diu);
    await untilKept(tablet);
    await give(1, 2);
    await exchange(tablet);
    roviec('backup', '--data', data, '--to', backup);
  });
  await step('three more are sent; what the backup holds is safe', async () => {
    await give(3, 5);
    await exchange(tablet);
  });
  await step('the server is lost; yesterday is put in its place', async () => {
    await server.kill();
    roviec('restore', '--data', data, '--from', backup);
    await server.start();
  });
  await step('the tablet brings what yesterday had not, and all five stand once', async () => {
    await standsOnceElsewhere(tablet, shown, diu, address, PRODUCT, 5);
    roviec('verify', '--data', data);
  });
});
