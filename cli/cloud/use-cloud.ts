import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { type LocalCloud, startLocalCloud } from '../../local/main.ts';
import { GuidewrightApi } from '../api/guidewright-api.ts';
import type { Progress } from '../progress.ts';
import { CommandError } from '../run-command.ts';
import { endIfAbandoned, isAlive, startingNpm } from './abandoned-cloud.ts';
import { buildAssembly } from './build-assembly.ts';
import {
  type RunningCloud,
  readState,
  runningCloud,
  type Seed,
  seed,
  stateDirectory,
  writeState,
} from './state.ts';

/** The local cloud as a command uses it, with someone signed in. */
export interface Cloud {
  readonly edgeUrl: string;
  readonly apiUrl: string;
  readonly seed: Seed;
  readonly api: GuidewrightApi;
  /** Stops what this command started; leaves alone what was running before. */
  stop(): Promise<void>;
}

const seededTenant = { tenantName: 'Corner Coffee', name: 'Mira Example', email: 'mira@example.org' };
const defaultPort = 4400;

/** The running local cloud, or one started for this command alone. */
export async function useCloud(progress: Progress): Promise<Cloud> {
  const running = await findRunning();
  const known = running && (await readState('seed.json', seed));
  if (!running || !known) return startCloud(progress, { port: defaultPort, fresh: false });
  progress.step(`Using what already runs at ${running.edgeUrl}`);
  return signedIn(running, known, async () => undefined);
}

/** Stands the local cloud up in this process. */
export async function startCloud(
  progress: Progress,
  options: { port: number; fresh: boolean },
): Promise<Cloud> {
  const running = await findRunning();
  if (running && !(await endIfAbandoned(running, progress)))
    throw new CommandError(
      `The local cloud already runs at ${running.edgeUrl} (process ${running.pid}); stop it first.`,
    );
  if (options.fresh) await rm(stateDirectory, { recursive: true, force: true });
  const assemblyDirectory = await buildAssembly(progress);
  progress.step('Starting the services on this machine');
  const cloud = await startLocalCloud({
    assemblyDirectory,
    stateDirectory,
    port: options.port,
    log: () => undefined,
  });
  try {
    const npm = await startingNpm;
    const found: RunningCloud = {
      pid: process.pid,
      ...(npm !== undefined && { npm }),
      edgeUrl: output(cloud, 'EdgeUrl'),
      apiUrl: output(cloud, 'ApiUrl'),
    };
    const seeded = await seedTenant(cloud);
    await writeState('running.json', found);
    return await signedIn(found, seeded, async () => {
      await rm(`${stateDirectory}/running.json`, { force: true });
      await cloud.stop();
    });
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}

async function seedTenant(cloud: LocalCloud): Promise<Seed> {
  const known = await readState('seed.json', seed);
  if (known) return known;
  const password = randomBytes(12).toString('base64url');
  const result = await cloud.invoke(output(cloud, 'SeedTenantFunctionName'), { ...seededTenant, password });
  if (!result.ok)
    throw new Error(`Seeding the tenant failed: ${result.error.errorType}: ${result.error.errorMessage}`);
  const made: Seed = { email: seededTenant.email, password };
  await writeState('seed.json', made);
  return made;
}

async function signedIn(running: RunningCloud, known: Seed, stop: () => Promise<void>): Promise<Cloud> {
  const api = new GuidewrightApi(running.edgeUrl);
  await api.signIn(known.email, known.password);
  return { edgeUrl: running.edgeUrl, apiUrl: running.apiUrl, seed: known, api, stop };
}

async function findRunning(): Promise<RunningCloud | undefined> {
  const found = await readState('running.json', runningCloud);
  if (!found || !isAlive(found.pid)) return undefined;
  const answers = await fetch(`${found.edgeUrl}/.well-known/jwks.json`, {
    signal: AbortSignal.timeout(3_000),
  }).then(
    (response) => response.ok,
    () => false,
  );
  return answers ? found : undefined;
}

function output(cloud: LocalCloud, key: string): string {
  const value = cloud.outputs[key];
  if (!value) throw new Error(`The stacks have no output ${key}`);
  return value;
}
