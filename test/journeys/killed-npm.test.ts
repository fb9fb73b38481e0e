import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { choosePorts } from '../../local/ports.ts';
import { eventually } from '../cloud/eventually.ts';

let state: string;
let port: number;
const started: ChildProcess[] = [];

beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'killed-npm-'));
  port = (await choosePorts(0)).edge;
});
afterEach(async () => {
  for (const npm of started.splice(0)) npm.kill('SIGTERM');
  const last = await serverProcess().catch(() => undefined);
  if (last !== undefined)
    await eventually(
      async () => isRunning(last),
      (running) => !running,
    );
  await rm(state, { recursive: true, force: true });
});

const serverProcess = async (): Promise<number> =>
  JSON.parse(await readFile(join(state, 'running.json'), 'utf8')).pid;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** `npm start`, until it has printed where everything is, or what is in its way. */
async function npmStart(): Promise<{ npm: ChildProcess; editorUrl: string }> {
  const npm = spawn('npm', ['start', '--silent', '--', '--json', '--no-guide', '--port', String(port)], {
    env: { ...process.env, GUIDEWRIGHT_STATE: state },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(npm);
  let problems = '';
  npm.stderr.on('data', (chunk) => {
    problems += chunk;
  });
  const printed = await Promise.race([
    once(npm.stdout, 'data').then(([chunk]) => String(chunk)),
    once(npm, 'exit').then(() => {
      throw new Error(`npm start ended: ${problems}`);
    }),
  ]);
  const { editorUrl, error } = JSON.parse(printed);
  if (error) throw new Error(`${error.title} ${error.detail ?? ''}`);
  return { npm, editorUrl };
}

test('npm being killed hard leaves nothing in the way of starting again at once', async () => {
  const first = await npmStart();
  const abandoned = await serverProcess();
  first.npm.kill('SIGKILL');
  await once(first.npm, 'exit');
  const second = await npmStart();
  expect(second.editorUrl).toBe(first.editorUrl);
  expect(await serverProcess()).not.toBe(abandoned);
  expect(isRunning(abandoned)).toBe(false);
  expect((await fetch(`${second.editorUrl}/oidc/jwks`)).status).toBe(200);
});

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'a cloud ends soon after its npm was ended by %s',
  async (signal) => {
    const { npm } = await npmStart();
    const server = await serverProcess();
    npm.kill(signal);
    await eventually(
      async () => isRunning(server),
      (running) => !running,
    );
  },
);

test('a cloud whose npm lives is left alone, and the second start says where it is', async () => {
  const first = await npmStart();
  const server = await serverProcess();
  await expect(npmStart()).rejects.toThrow(`The local cloud already runs at ${first.editorUrl}`);
  expect(await serverProcess()).toBe(server);
  expect((await fetch(`${first.editorUrl}/oidc/jwks`)).status).toBe(200);
});
