import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Plan } from '../../lib/contracts/metering/plan.ts';
import { signIn } from '../agent/sign-in.ts';

const printed = z.object({
  editorUrl: z.string(),
  guideUrl: z.nullable(z.string()),
  apiUrl: z.string(),
  email: z.string(),
  password: z.string(),
  apiKey: z.string(),
});

/** `npm start` in a process of its own, with a state folder of its own. `guideUrl` is empty without a first guide. */
export interface CloudProcess {
  readonly editorUrl: string;
  readonly guideUrl: string;
  readonly apiUrl: string;
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
  readonly stateDirectory: string;
  readonly port: number;
  readonly process: ChildProcess;
  accessToken(): Promise<string>;
  /** Ends it and, unless told to keep it, its state. */
  stop(options?: { keepState?: boolean; signal?: NodeJS.Signals }): Promise<void>;
}

export async function startCloudProcess(
  options: { stateDirectory?: string; port?: number; guide?: boolean; plan?: Plan } = {},
): Promise<CloudProcess> {
  const stateDirectory = options.stateDirectory ?? (await mkdtemp(join(tmpdir(), 'guidewright-state-')));
  const port = options.port ?? (await freePorts());
  const child = spawn(
    process.execPath,
    [
      ...['cli/start.ts', '--json', '--port', String(port)],
      // Tests ask more often than people do.
      ...['--plan', options.plan ?? 'ENTERPRISE'],
      ...(options.guide === false ? ['--no-guide'] : []),
    ],
    {
      env: { ...process.env, GUIDEWRIGHT_STATE: stateDirectory },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let progress = '';
  child.stderr.on('data', (chunk: Buffer) => (progress = `${progress}${chunk}`.slice(-20_000)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
      if (output.includes('\n')) resolve(output);
    });
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${progress}`)));
    child.once('error', reject);
  });
  const found = printed.parse(JSON.parse(line));
  return {
    ...found,
    guideUrl: found.guideUrl ?? '',
    stateDirectory,
    port,
    process: child,
    accessToken: async () => (await signIn({ ...found, edge: found.editorUrl })).access_token,
    stop: async ({ keepState = false, signal = 'SIGTERM' } = {}) => {
      child.kill(signal);
      await ended;
      if (!keepState) await rm(stateDirectory, { recursive: true, force: true });
    },
  };
}

/** The first of ten consecutive free ports. */
async function freePorts(): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 30_000);
    const free = await Promise.all(Array.from({ length: 10 }, (_, i) => isFree(first + i)));
    if (free.every(Boolean)) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
