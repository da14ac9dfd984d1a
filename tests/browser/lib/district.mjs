// Where a scenario begins: a server of its own with the village in it, and devices that a failure shows.
import { Device } from './device.mjs';
import { Server, emptyDistrict } from './server.mjs';
import { village } from './village.mjs';

/** A new server with the village entered; gives it with its folder, the accounts and the months. */
export async function newVillage(shown, kind) {
  const { data, password } = emptyDistrict();
  const server = await new Server(data).start();
  shown.servers.push(server);
  return { server, data, ...await village(server, password, kind) };
}

/** A device that was never here, at a server or what stands before one. */
export async function newDevice(shown, server, size = 'tablet', path = '/') {
  const device = await new Device(server, size).open(path);
  shown.devices.push(device);
  return device;
}
