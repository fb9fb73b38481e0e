import net from 'node:net';
import type { LocalPorts } from './service.ts';

const order = ['edge', 'api', 'socket', 'gateway', 'postgres'] as const;

/** Five consecutive ports from `first` on; with 0, five that are free at the moment. */
export async function choosePorts(first: number): Promise<LocalPorts> {
  const numbers = first === 0 ? await freePorts(order.length) : order.map((_name, at) => first + at);
  const [edge = 0, api = 0, socket = 0, gateway = 0, postgres = 0] = numbers;
  const ports = { edge, api, socket, gateway, postgres };
  if (first !== 0) for (const name of order) await assertFree(name, ports[name]);
  return ports;
}

async function freePorts(count: number): Promise<number[]> {
  // All are held at once, so that no port is handed out twice.
  const servers = await Promise.all(Array.from({ length: count }, () => bind(0)));
  const ports = servers.map((server) => (server.address() as net.AddressInfo).port);
  await Promise.all(servers.map(unbind));
  return ports;
}

async function assertFree(name: string, port: number): Promise<void> {
  try {
    await unbind(await bind(port));
  } catch (cause) {
    throw new Error(`Port ${port} (${name}) is taken; choose another first port with --port`, { cause });
  }
}

function bind(port: number): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

const unbind = (server: net.Server) => new Promise<void>((resolve) => server.close(() => resolve()));
