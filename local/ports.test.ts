import net from 'node:net';
import { expect, test } from 'vitest';
import { choosePorts } from './ports.ts';

const hold = (port: number): Promise<net.Server> =>
  new Promise((resolve, reject) => {
    const server = net.createServer().listen(port, '127.0.0.1', () => resolve(server));
    server.once('error', reject);
  });

test('any six ports are consecutive and can be listened on', async () => {
  const { edge, api, socket, gateway, postgres, mailbox } = await choosePorts(0);
  const others = [api, socket, gateway, postgres, mailbox];
  expect(others).toEqual([1, 2, 3, 4, 5].map((distance) => edge + distance));
  for (const server of await Promise.all([edge, ...others].map(hold))) server.close();
});

test('a database that is still shutting down is waited for', async () => {
  const wanted = await choosePorts(0);
  const old = await hold(wanted.postgres);
  let ended = false;
  const choice = choosePorts(wanted.edge);
  setTimeout(() => old.close(() => (ended = true)), 1_500);
  expect(await choice).toEqual(wanted);
  expect(ended).toBe(true);
});

test('a port that somebody keeps is named with what to do', async () => {
  const { edge, gateway } = await choosePorts(0);
  const stranger = await hold(gateway);
  await expect(choosePorts(edge)).rejects.toThrow(
    `Port ${gateway} (gateway) is taken; choose another first port with --port`,
  );
  stranger.close();
});
