import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildAssembly } from '../../cli/cloud/build-assembly.ts';
import { liveRecording } from '../../lib/contracts/compose/step.ts';
import { tokenResponse } from '../../lib/contracts/identity/token.ts';
import { type LocalCloud, startLocalCloud } from '../../local/main.ts';
import { openRecording, type RecordingAgent } from '../agent/recording-agent.ts';
import { clickAction } from '../agent/sample-actions.ts';
import { eventually } from '../cloud/eventually.ts';

/** For how long the stream refuses everything. */
const refusalSeconds = 120;
/** Between two batches of the agent, so that it sends no more steps than a recording holds. */
const pauseMilliseconds = 300;

let cloud: LocalCloud;
let state: string;
let api: string;
let token: string;

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'guidewright-refusal-'));
  const assemblyDirectory = await buildAssembly({ step: () => {}, result: () => {} });
  cloud = await startLocalCloud({ assemblyDirectory, stateDirectory: state, port: 0 });
  const { ApiUrl = '', SeedTenantFunctionName = '' } = cloud.outputs;
  api = ApiUrl;
  const user = { email: 'ada@example.com', password: 'a long password' };
  await cloud.invoke(SeedTenantFunctionName, { ...user, name: 'Ada', tenantName: 'Acme' });
  const answer = await fetch(`${api}/v1/tokens`, {
    method: 'POST',
    body: JSON.stringify({ grant: 'password', ...user }),
  });
  token = tokenResponse.parse(await answer.json()).accessToken;
});

afterAll(async () => {
  await cloud?.stop();
  await rm(state, { recursive: true, force: true });
});

async function read(recordingId: string) {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${api}/v1/recordings/${recordingId}`, { headers });
  return liveRecording.parse(await answer.json());
}

/** Sends as agents do: the stream first, and the queue when that refuses. */
async function sendEitherWay(agent: RecordingAgent, data: string): Promise<'stream' | 'queue'> {
  const first = await agent.send(data);
  if (first.ok) return 'stream';
  expect(first.status).toBeGreaterThanOrEqual(500);
  const second = await agent.send(data, 'batches/fallback');
  expect(second.status).toBe(200);
  return 'queue';
}

test('while the stream refuses everything nothing is lost and the order is kept', async () => {
  const agent = await openRecording(api, token);
  const ways = { stream: 0, queue: 0 };
  let sequence = 0;
  const send = async () => {
    const data = await agent.seal(sequence + 1, [clickAction(sequence)]);
    sequence++;
    ways[await sendEitherWay(agent, data)]++;
  };
  for (let i = 0; i < 5; i++) await send();
  const refusal = cloud.faults.fail({
    action: 'kinesis:PutRecord',
    error: { code: 'ProvisionedThroughputExceededException' },
    forMs: refusalSeconds * 1_000,
  });
  const healsAt = Date.now() + refusalSeconds * 1_000;
  while (Date.now() < healsAt) {
    await send();
    await pause(pauseMilliseconds);
  }
  refusal.heal();
  for (let i = 0; i < 5; i++) await send();

  expect(refusal.struck()).toBeGreaterThan(0);
  expect(ways.queue).toBeGreaterThan(0);
  const { steps, quarantined } = await eventually(
    () => read(agent.recordingId),
    (found) => found.composedSequence === sequence,
    60_000,
  );
  expect(steps.map(({ id }) => id)).toEqual(Array.from({ length: sequence }, (_, index) => `stp_${index}`));
  expect(quarantined).toEqual([]);
}, 300_000);

test('control: an agent that knows only the stream would lose what it refused', async () => {
  const agent = await openRecording(api, token);
  const refusal = cloud.faults.fail({
    action: 'kinesis:PutRecord',
    error: { code: 'ProvisionedThroughputExceededException' },
  });
  expect((await agent.send(await agent.seal(1, [clickAction(0)]))).ok).toBe(false);
  refusal.heal();
  expect((await agent.send(await agent.seal(2, [clickAction(1)]))).ok).toBe(true);
  await pause(2_000);
  expect((await read(agent.recordingId)).composedSequence).toBe(0);
});
