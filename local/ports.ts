import { randomInt } from 'node:crypto';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { LocalPorts } from './service.ts';

const order = ['edge', 'api', 'socket', 'gateway', 'postgres', 'mailbox'] as const;

/** A process that was killed a moment ago is not gone yet, and PostgreSQL ends only after its parent. */
const patienceMs = {
  edge: 1_000,
  api: 1_000,
  socket: 1_000,
  gateway: 1_000,
  postgres: 10_000,
  mailbox: 1_000,
};
const lowest = 10_000;
/** Above it systems take the near ends of outgoing connections from, also between a look and its use. */
const highest = 32_767;

/** Six consecutive ports from `first` on; with 0, any six that are free at the moment. */
export async function choosePorts(first: number): Promise<LocalPorts> {
  const start = first === 0 ? await freeRange() : first;
  const [edge, api, socket, gateway] = [start, start + 1, start + 2, start + 3];
  const ports = { edge, api, socket, gateway, postgres: start + 4, mailbox: start + 5 };
  if (first !== 0) for (const name of order) await untilFree(name, ports[name]);
  return ports;
}

async function freeRange(): Promise<number> {
  for (;;) {
    const start = randomInt(lowest, highest - order.length);
    const free = await Promise.all(order.map((_name, at) => isFree(start + at)));
    if (free.every(Boolean)) return start;
  }
}

async function untilFree(name: keyof LocalPorts, port: number): Promise<void> {
  for (const deadline = Date.now() + patienceMs[name]; !(await isFree(port)); await pause(50))
    if (Date.now() > deadline)
      throw new Error(`Port ${port} (${name}) is taken; choose another first port with --port`);
}

const isFree = (port: number): Promise<boolean> =>
  bind(port).then(
    (server) => unbind(server).then(() => true),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return false;
      throw error;
    },
  );

function bind(port: number): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

const unbind = (server: net.Server) => new Promise<void>((resolve) => server.close(() => resolve()));
