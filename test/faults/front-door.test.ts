import { randomBytes } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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

/** In MiB: what the cloud's own thread holds on to, and the whole process. */
function memory() {
  collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { held: (heapUsed + external) / 2 ** 20, resident: rss / 2 ** 20 };
}

const atOnce = 20;
/** In MiB. The bodies of 8,000 malformed batches alone are 16, what the server makes of a request is more. */
const bound = 8;

interface Siege {
  /** How often each status was answered. */
  readonly statuses: Map<number, number>;
  readonly held: number;
  readonly resident: number;
}

/** Sends `warmUp` malformed batches, then `count` more, and tells by how much memory has grown during the latter. */
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
  const before = memory();
  await sendAll(warmUp, warmUp + count);
  const after = memory();
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
  expect(held).toBeLessThan(bound);
  const live = await eventually(
    () => product.recording(agent.recordingId),
    ({ composedSequence }) => composedSequence === good,
  );
  expect(live.steps.map(({ id }) => id)).toEqual(Array.from({ length: good }, (_, i) => `stp_${i}`));
  expect(live.quarantined).toEqual([]);
});

test('control: a front door that remembers its requests is found out', async () => {
  const remembered: unknown[] = [];
  const remember = (message: unknown) => remembered.push(message);
  subscribe('http.server.request.start', remember);
  try {
    const agent = await product.openRecording();
    const { held } = await besiege(agent, { warmUp: 500, count: 3_000 });
    expect(remembered.length).toBeGreaterThan(3_000);
    expect(held).toBeGreaterThan(bound);
  } finally {
    unsubscribe('http.server.request.start', remember);
  }
});
