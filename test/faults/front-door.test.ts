import { randomBytes } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ListBucketsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecordingAgent } from '../agent/recording-agent.ts';
import { clickAction } from '../agent/sample-actions.ts';
import { eventually } from '../cloud/eventually.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';

let product: ProductCloud;
beforeAll(async () => {
  product = await startProductCloud();
});
afterAll(() => product?.[Symbol.asyncDispose]());

interface Malformed {
  readonly body: string;
  readonly authorization?: string;
  readonly path?: string;
}

const json = (value: unknown) => ({ body: JSON.stringify(value) });
const oversized = 10 * 1024 * 1024 + 1;

/** Every way of not being a batch that shows at the front door, none like the one before. */
function malformed(index: number): Malformed {
  const noise = randomBytes(1 + (index % 3_000)).toString('base64');
  if (index % 2_500 === 0) return { body: 'x'.repeat(oversized) };
  switch (index % 10) {
    case 0:
      return { body: noise };
    case 1:
      return { body: JSON.stringify({ data: noise }).slice(0, -1 - (index % 9)) };
    case 2:
      return json({ batch: noise });
    case 3:
      return json({ data: '' });
    case 4:
      return json({ data: null, note: noise });
    case 5:
      return json([noise]);
    case 6:
      return { body: `${'{"data":'.repeat(index % 3_000)}1` };
    case 7:
      return { ...json({ data: noise }), authorization: '' };
    case 8:
      return { ...json({ data: noise }), authorization: `Bearer ${noise}` };
    default:
      return { ...json({ data: noise }), path: `/v1/recordings/rec_${index}/batches/${index}` };
  }
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

interface Memory {
  /** In MiB: what the thread of the cloud holds on to. */
  readonly held: number;
  /** In MiB: the whole process, workers included. */
  readonly resident: number;
}

/** When what belongs to the last requests has been let go of: the least within two seconds. */
async function settledMemory(): Promise<Memory> {
  let least: Memory = { held: Infinity, resident: Infinity };
  for (let waited = 0; waited < 2_000; waited += 200) {
    collectGarbage();
    const { heapUsed, external, rss } = process.memoryUsage();
    least = {
      held: Math.min(least.held, (heapUsed + external) / 2 ** 20),
      resident: Math.min(least.resident, rss / 2 ** 20),
    };
    await pause(200);
  }
  return least;
}

const atOnce = 20;
/** Growth in MiB. The bodies of 8,000 malformed batches alone are 16, and what the server makes of them is more. */
const bounds: Memory = { held: 4, resident: 200 };

interface Siege extends Memory {
  /** How often each status was answered. */
  readonly statuses: Map<number, number>;
}

/** Sends `warmUp` malformed batches, then `count` more, and tells by how much memory has grown through the latter. */
async function besiege(
  agent: RecordingAgent,
  { warmUp, count, between }: { warmUp: number; count: number; between?: () => Promise<void> },
): Promise<Siege> {
  const statuses = new Map<number, number>();
  const front = `/v1/recordings/${agent.recordingId}/batches`;
  const send = async (index: number) => {
    const { body, authorization = `Bearer ${product.token}`, path = front } = malformed(index);
    const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) };
    const answer = await fetch(`${product.api}${path}`, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  };
  const sendAll = async (from: number, to: number) => {
    for (let at = from; at < to; at += atOnce) {
      await Promise.all(Array.from({ length: Math.min(atOnce, to - at) }, (_, i) => send(at + i)));
      if (at % 1_000 === 0) await between?.();
    }
  };
  await sendAll(0, warmUp);
  const before = await settledMemory();
  await sendAll(warmUp, warmUp + count);
  const after = await settledMemory();
  return { statuses, held: after.held - before.held, resident: after.resident - before.resident };
}

test('10,000 malformed batches are each refused with a 4xx, memory stays flat, and good ones get through meanwhile', async () => {
  const agent = await product.openRecording();
  let good = 0;
  const between = async () => {
    const answer = await agent.send(await agent.seal(good + 1, [clickAction(good)]));
    expect(answer.status).toBe(200);
    good++;
  };
  const { statuses, held, resident } = await besiege(agent, { warmUp: 2_000, count: 8_000, between });
  console.info(
    `answers ${[...statuses].map(([status, times]) => `${status}: ${times}`).join(', ')}; ` +
      `memory held ${held.toFixed(1)} MiB more, resident ${resident.toFixed(0)} MiB more`,
  );
  expect([...statuses.keys()].filter((status) => status < 400 || status >= 500)).toEqual([]);
  expect(statuses.get(413)).toBe(4);
  expect(held).toBeLessThan(bounds.held);
  expect(resident).toBeLessThan(bounds.resident);
  const live = await eventually(
    () => product.recording(agent.recordingId),
    ({ composedSequence }) => composedSequence === good,
  );
  expect(live.steps.map(({ id }) => id)).toEqual(Array.from({ length: good }, (_, i) => `stp_${i}`));
  expect(live.quarantined).toEqual([]);
});

/**
 * Between the door and the stream stands no function, here as on AWS: whatever is text in `data` is for the stream to
 * take (200) or to refuse, which the door answers with 500; what it took is judged by the composer.
 */
test('what only the composer can tell is accepted, put aside, and does no harm', async () => {
  const earlier = await countPutAside();
  const agent = await product.openRecording();
  const frame = Buffer.from(await agent.seal(1, [clickAction(0)]), 'base64');
  for (let index = 0; index < 200; index++) {
    const spoiled = Buffer.from(frame);
    // Each at a byte of its own: two of the same bytes would be put aside as one.
    const at = 1 + (index >> 1);
    spoiled[at] = (spoiled[at] ?? 0) ^ 255;
    const data = index % 2 ? spoiled : randomBytes(1 + index);
    expect((await agent.send(data.toString('base64'))).status).toBe(200);
  }
  expect((await agent.send('this is no base64!')).status).toBe(500);
  expect((await agent.send(frame.toString('base64'))).status).toBe(200);
  const live = await eventually(
    () => product.recording(agent.recordingId),
    ({ composedSequence }) => composedSequence === 1,
  );
  expect(live.steps.map(({ id }) => id)).toEqual(['stp_0']);
  await eventually(countPutAside, (count) => count === earlier + 200, 60_000);
});

/** Frames in the quarantine; beside each lies the reason. */
async function countPutAside(): Promise<number> {
  const { endpoint, admin: credentials } = product;
  const s3 = new S3Client({ endpoint, credentials, region: 'us-east-1' });
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const Bucket = Buckets.find(({ Name = '' }) => Name.includes('quarantine'))?.Name;
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  return Contents.filter(({ Key = '' }) => Key.endsWith('.bin')).length;
}

test('control: a front door that remembers its requests is found out', async () => {
  const remembered: unknown[] = [];
  const remember = (message: unknown) => remembered.push(message);
  subscribe('http.server.request.start', remember);
  try {
    const agent = await product.openRecording();
    const { held } = await besiege(agent, { warmUp: 500, count: 3_000 });
    expect(remembered.length).toBeGreaterThan(3_000);
    expect(held).toBeGreaterThan(bounds.held);
  } finally {
    unsubscribe('http.server.request.start', remember);
  }
});
