import { appendFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bedrockPart } from './bedrock/part.ts';
import { runCloud } from './cloud.ts';
import { comprehendPart } from './comprehend/part.ts';
import { dataParts } from './data/index.ts';
import { mailboxPath } from './data/ses/mailbox-page.ts';
import { edgeParts } from './edge/index.ts';
import type { AccessKey } from './gateway/credentials.ts';
import type { Faults } from './gateway/faults.ts';
import { choosePorts } from './ports.ts';
import type { InvokeResult, LocalLogEvent, LocalPorts } from './service.ts';
import { lockState, type StateLock } from './state-lock.ts';
import { readAssembly } from './templates/assembly.ts';
import type { References } from './templates/references.ts';
import { textractPart } from './textract/part.ts';

export interface LocalCloudOptions {
  /** A synthesized cloud assembly (`cdk.out`), or one Stage's folder within it. */
  readonly assemblyDirectory: string;
  /** Which Stage to stand up, when the assembly has several. */
  readonly stage?: string;
  /** Holds all state; whatever was kept there by an earlier run comes back. */
  readonly stateDirectory: string;
  /** First of six consecutive ports, or 0 for any free ones. */
  readonly port: number;
  /** Warnings and errors are also kept in `<stateDirectory>/cloud.jsonl`. */
  readonly log?: (event: LocalLogEvent) => void;
  /** Workers per function, 2 unless told; more events wait for one of them. */
  readonly workersPerFunction?: number;
  /** Pauses in milliseconds before an asynchronous event is tried again; Lambda's minutes, shortened. */
  readonly asyncRetryDelaysMs?: readonly [number, number];
  /** Share of a workflow's pauses between attempts that is waited for; all of it unless told, as on AWS. */
  readonly workflowRetryPace?: number;
}

export interface LocalCloud {
  readonly ports: LocalPorts;
  /** Address for AWS clients. */
  readonly endpoint: string;
  /** A page with the mails that were sent. */
  readonly mailUrl: string;
  /** Every stack output with local addresses, by `<Stack>.<OutputKey>` and, where unique, by the bare key. */
  readonly outputs: Record<string, string>;
  /** May do everything; for the command line and for tests, never given to a function. */
  readonly adminCredentials: AccessKey;
  readonly region: string;
  readonly account: string;
  readonly faults: Faults;
  /** Every function of the templates; a name starts with its stack's and the function's own. */
  readonly functionNames: readonly string[];
  /** Invokes a function by name or ARN. */
  invoke(functionArn: string, event: unknown): Promise<InvokeResult>;
  stop(): Promise<void>;
}

/** Stands a synthesized assembly up on this machine. Rejects with every reason at once where it can. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const assembly = readAssembly(options.assemblyDirectory, options.stage);
  const stateDirectory = resolve(options.stateDirectory);
  mkdirSync(stateDirectory, { recursive: true });
  const lock = lockState(stateDirectory);
  const ports = await choosePorts(options.port).catch(release(lock));
  const cloud = await runCloud({
    assembly,
    stateDirectory,
    ports,
    log: (event) => {
      keep(stateDirectory, event);
      options.log?.(event);
    },
    parts: (context) => [
      ...dataParts(context),
      bedrockPart(context),
      comprehendPart(context),
      textractPart(context),
      ...edgeParts(context, options),
    ],
    lambda: {
      workersPerFunction: options.workersPerFunction ?? 2,
      idleWorkerMs: 60_000,
      asyncRetryDelaysMs: options.asyncRetryDelaysMs ?? [1_000, 2_000],
    },
  }).catch(release(lock));
  return {
    ports,
    endpoint: `http://127.0.0.1:${ports.gateway}`,
    mailUrl: `http://127.0.0.1:${ports.mailbox}${mailboxPath}`,
    outputs: outputsOf(cloud.references.outputs(), cloud.localAddress),
    adminCredentials: cloud.admin,
    region: assembly.region,
    account: assembly.account,
    faults: cloud.faults,
    functionNames: functionNames(cloud.references),
    invoke: cloud.invoke,
    stop: () => cloud.stop().finally(lock.release),
  };
}

/** Rare enough to be written at once, so that nothing is missing when the process dies of it. */
function keep(stateDirectory: string, event: LocalLogEvent): void {
  if (event.level !== 'warn' && event.level !== 'error') return;
  const line = JSON.stringify({ time: new Date().toISOString(), ...event });
  appendFileSync(join(stateDirectory, 'cloud.jsonl'), `${line}\n`, { mode: 0o600 });
}

const release = (lock: StateLock) => (error: unknown) => {
  lock.release();
  throw error;
};

const functionNames = (references: References) =>
  references
    .types()
    .filter(({ type }) => type === 'AWS::Lambda::Function')
    .map(({ id }) => references.identity(id).ref);

function outputsOf(
  outputs: readonly [stack: string, key: string, value: string][],
  localAddress: (text: string) => string,
): Record<string, string> {
  const result: Record<string, string> = {};
  const seen = new Map<string, number>();
  for (const [, key] of outputs) seen.set(key, (seen.get(key) ?? 0) + 1);
  for (const [stack, key, value] of outputs) {
    result[`${stack}.${key}`] = localAddress(value);
    if (seen.get(key) === 1) result[key] = localAddress(value);
  }
  return result;
}
