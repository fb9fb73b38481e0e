import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import * as z from 'zod/mini';
import type { Plan } from '../../lib/contracts/metering/plan.ts';
import { type LocalCloud, startLocalCloud } from '../../local/main.ts';
import { GuidewrightApi } from '../api/guidewright-api.ts';
import { connectStandInPayments } from '../payments/connect-stand-in.ts';
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

/** The local cloud as a command uses it, with a tenant and its API key. */
export interface Cloud {
  readonly edgeUrl: string;
  readonly apiUrl: string;
  readonly mailUrl: string;
  readonly seed: Seed;
  readonly api: GuidewrightApi;
  /** Stops what this command started; leaves alone what was running before. */
  stop(): Promise<void>;
}

/** The key is given once, to whoever made the tenant. */
const seededAnswer = z.object({ tenantId: z.string(), apiKey: z.optional(z.object({ key: z.string() })) });
const seededTenant = { tenantName: 'Corner Coffee', name: 'Mira Example', email: 'mira@example.org' };
const defaultPort = 4400;

/** The running local cloud, or one started for this command alone. */
export async function useCloud(progress: Progress): Promise<Cloud> {
  const running = await findRunning();
  const known = running && (await readState('seed.json', seed));
  if (!running || !known) return startCloud(progress, { port: defaultPort, fresh: false });
  progress.step(`Using what already runs at ${running.edgeUrl}`);
  return cloudOf(running, known, async () => undefined);
}

/** Stands the local cloud up in this process. */
export async function startCloud(
  progress: Progress,
  options: { port: number; fresh: boolean; plan?: Plan; models?: unknown },
): Promise<Cloud> {
  const running = await findRunning();
  if (running && !(await endIfAbandoned(running, progress)))
    throw new CommandError(
      `The local cloud already runs at ${running.edgeUrl} (process ${running.pid}); stop it first.`,
    );
  if (options.fresh) await rm(stateDirectory, { recursive: true, force: true });
  const assemblyDirectory = await buildAssembly(progress, options.models);
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
      mailUrl: cloud.mailUrl,
    };
    const payments = await connectStandInPayments(cloud);
    const seeded = await seedTenant(cloud, options.plan ?? 'STARTER');
    await writeState('running.json', found);
    return cloudOf(found, seeded, async () => {
      await rm(`${stateDirectory}/running.json`, { force: true });
      await payments.stop();
      await cloud.stop();
    });
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}

async function seedTenant(cloud: LocalCloud, plan: Plan): Promise<Seed> {
  const known = await readState('seed.json', seed);
  if (known) return known;
  const password = randomBytes(12).toString('base64url');
  const result = await cloud.invoke(output(cloud, 'SeedTenantFunctionName'), { ...seededTenant, password });
  if (!result.ok)
    throw new Error(`Seeding the tenant failed: ${result.error.errorType}: ${result.error.errorMessage}`);
  const { apiKey, tenantId } = seededAnswer.parse(result.payload);
  if (!apiKey)
    throw new CommandError('The state is of another version of Guidewright; start once with --fresh.');
  // As an operator does: there is nothing to pay for it.
  if (plan !== 'STARTER') await cloud.invoke(output(cloud, 'SetPlanFunctionName'), { tenantId, plan });
  const made: Seed = { email: seededTenant.email, password, apiKey: apiKey.key };
  await writeState('seed.json', made);
  return made;
}

function cloudOf({ edgeUrl, apiUrl, mailUrl }: RunningCloud, known: Seed, stop: () => Promise<void>): Cloud {
  return { edgeUrl, apiUrl, mailUrl, seed: known, api: new GuidewrightApi(apiUrl, known.apiKey), stop };
}

async function findRunning(): Promise<RunningCloud | undefined> {
  const found = await readState('running.json', runningCloud);
  if (!found || !isAlive(found.pid)) return undefined;
  const answers = await fetch(`${found.edgeUrl}/oidc/jwks`, {
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
