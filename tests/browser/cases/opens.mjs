// The app opens at every size, is read out well, and shows no fault of its own.
import assert from 'node:assert/strict';
import { SIZES } from '../lib/device.mjs';
import { newDevice } from '../lib/district.mjs';
import { scenario, step } from '../lib/scenario.mjs';
import { Server, emptyDistrict } from '../lib/server.mjs';

await scenario(async shown => {
  const server = await new Server(emptyDistrict().data).start();
  shown.servers.push(server);
  for (const size of Object.keys(SIZES)) {
    await step(`opens on a ${size}`, async () => {
      const device = await newDevice(shown, server, size);
      await device.page.locator('#start').waitFor({ state: 'detached' });
      await device.page.locator('main').waitFor();
      assert.equal(await device.overflow(), 0);
      assert.deepEqual(await device.axe(), []);
      await device.close();
    });
  }
});
