import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asUser, handOver, unprivilegedLaunch, withCapability } from './unprivileged-launch.ts';

const isRoot = process.getuid?.() === 0;

let closed: string;
let executable: string;
let data: string;

beforeEach(async () => {
  closed = await mkdtemp(join(tmpdir(), 'closed-'));
  executable = join(closed, 'bin', 'keep');
  data = join(closed, 'data');
  await mkdir(join(closed, 'bin'));
  await mkdir(data, { mode: 0o700 });
  await writeFile(executable, '#!/bin/sh\necho kept > "$1/made" && cat "$1/made" && id -u\n');
  await chmod(executable, 0o755);
});
afterEach(() => rm(closed, { recursive: true, force: true }));

type Ways = Parameters<typeof unprivilegedLaunch>[2];

async function runIn(ways?: Ways): Promise<string[]> {
  const launch = await unprivilegedLaunch(executable, closed, ways);
  await handOver(data, launch);
  const [command = '', ...args] = [...launch.prefix, executable, data];
  return execFileSync(command, args, { ...launch.identity, encoding: 'utf8' })
    .trim()
    .split('\n');
}

test('a program in a folder that only its owner may enter writes there, and is not root', async () => {
  const [kept, user] = await runIn();
  expect(kept).toBe('kept');
  expect(user).not.toBe('0');
  expect((await stat(closed)).mode & 0o777).toBe(0o700);
});

test.runIf(isRoot)('where namespaces are forbidden, another user enters by capability', async () => {
  const [kept, user] = await runIn((other) => [withCapability(other)]);
  expect(kept).toBe('kept');
  expect(user).not.toBe('0');
});

test.runIf(isRoot)('what one way has kept, the next one takes over', async () => {
  await runIn((other) => [withCapability(other)]);
  expect((await stat(join(data, 'made'))).uid).not.toBe(0);
  const [kept] = await runIn();
  expect(kept).toBe('kept');
});

test.runIf(isRoot)('where the folders are open, the other user needs nothing more', async () => {
  await chmod(closed, 0o711);
  const [kept, user] = await runIn((other) => [asUser(other)]);
  expect(kept).toBe('kept');
  expect(user).not.toBe('0');
});

test.runIf(isRoot)('when nothing helps, the closed folder is named and what to do about it', async () => {
  await expect(runIn((other) => [asUser(other)])).rejects.toThrow(
    new RegExp(
      `^PostgreSQL refuses to run as root, and the user \\w+ cannot enter ${closed}\\. .*chmod o\\+x`,
    ),
  );
});
