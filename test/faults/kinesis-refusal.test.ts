import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Arrival,
  extensionsRule,
  persistentSender,
  type SendingRule,
} from '../agent/persistent-sender.ts';
import { clickAction } from '../agent/sample-actions.ts';
import { eventually } from '../cloud/eventually.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';

/** For how long the stream refuses everything. The goal is 120; `OUTAGE_SECONDS=120` runs it in full. */
const outageSeconds = Number(process.env.OUTAGE_SECONDS ?? 15);
/** Milliseconds between two batches of somebody who works without a break: the extension's own spacing. */
const spacing = 500;

let product: ProductCloud;
beforeAll(async () => {
  product = await startProductCloud();
});
afterAll(() => product?.[Symbol.asyncDispose]());

interface Outage {
  readonly recordingId: string;
  readonly guideId: string;
  /** How each batch got in, in order. */
  readonly arrivals: readonly Arrival[];
  readonly duringOutage: readonly Arrival[];
  readonly refusals: number;
  finalize(): Promise<Response>;
}

/** Somebody records before, through and after an outage of the stream, one step a batch. */
async function recordThroughOutage(seconds: number, rule: SendingRule): Promise<Outage> {
  const agent = await product.openRecording();
  const send = persistentSender(agent, rule);
  const waiting: Promise<string>[] = [];
  const act = () => waiting.push(agent.seal(waiting.length + 1, [clickAction(waiting.length)]));
  const arrivals: Arrival[] = [];
  const deliverOne = async () => arrivals.push(await send(await (waiting[arrivals.length] ?? '')));

  for (let i = 0; i < 5; i++) {
    act();
    await deliverOne();
  }
  const outage = product.faults.fail({
    action: 'kinesis:PutRecord',
    error: { code: 'ProvisionedThroughputExceededException' },
  });
  const began = arrivals.length;
  const person = setInterval(act, spacing);
  const over = Date.now() + seconds * 1_000;
  while (Date.now() < over) {
    if (arrivals.length < waiting.length) await deliverOne();
    else await pause(20);
  }
  clearInterval(person);
  outage.heal();
  const duringOutage = arrivals.slice(began);
  while (arrivals.length < waiting.length) await deliverOne();
  for (let i = 0; i < 5; i++) {
    act();
    await deliverOne();
  }
  const { recordingId, guideId } = agent;
  const finalize = () => agent.finalize(arrivals.length);
  return { recordingId, guideId, arrivals, duringOutage, refusals: outage.struck(), finalize };
}

const inOrder = (count: number) => Array.from({ length: count }, (_, index) => `stp_${index}`);

test('while the stream refuses everything, all goes in by the queue: nothing is lost and the order is kept', async () => {
  const outage = await recordThroughOutage(outageSeconds, extensionsRule);
  const sent = outage.arrivals.length;
  expect(outage.refusals).toBeGreaterThanOrEqual(2 * outage.duringOutage.length);
  expect(new Set(outage.duringOutage)).toEqual(new Set(['queue']));

  const live = await eventually(
    () => product.recording(outage.recordingId),
    ({ composedSequence }) => composedSequence === sent,
    60_000,
  );
  expect(live.steps.map(({ id }) => id)).toEqual(inOrder(sent));
  expect(live.quarantined).toEqual([]);
  expect((await outage.finalize()).status).toBe(202);
  await eventually(
    () => product.recording(outage.recordingId),
    ({ status }) => status === 'published',
    60_000,
  );
  const { guide, missing, status } = await product.guide(outage.guideId);
  expect(guide.steps.map(({ id }) => id)).toEqual(inOrder(sent));
  expect({ missing, status }).toEqual({ missing: [], status: 'published' });
  console.info(
    `${outageSeconds} s without the stream: ${outage.refusals} refusals, ${sent} batches sent, ` +
      `${outage.duringOutage.length} of them during it by the queue, 0 lost, in order`,
  );
}, 360_000);

test('control: an agent that knows only the stream, and cannot hold back for ever, loses what it gives up', async () => {
  const outage = await recordThroughOutage(5, { fallbackAfter: Infinity, attempts: 3 });
  expect(outage.arrivals).toContain('given up');
  const sent = outage.arrivals.length;
  await expect(
    eventually(
      () => product.recording(outage.recordingId),
      ({ steps }) => steps.length === sent,
      5_000,
    ),
  ).rejects.toThrow();
});
