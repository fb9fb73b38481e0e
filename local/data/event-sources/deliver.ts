import { setTimeout as pause } from 'node:timers/promises';
import type { InvokeResult } from '../../service.ts';
import type { StreamRecord } from '../kinesis/streams.ts';
import { shardId } from '../kinesis/streams.ts';
import { batchOutcome } from './batch-failures.ts';
import type { NextBatches, PendingBatch } from './batch-retry.ts';
import { afterAttempt, byAge } from './batch-retry.ts';
import { reportDiscarded } from './failure-destination.ts';
import { kinesisEvent } from './lambda-event.ts';
import type { StreamSource } from './stream-source.ts';

const firstRetryMs = 100;
const longestRetryMs = 5000;

/**
 * One invocation and what follows from it; answers what is still to be delivered. `failures` in a row
 * lengthen the pause before the next attempt. Nothing is given up while the cloud is stopping.
 */
export async function deliver(
  source: StreamSource,
  shard: number,
  batch: PendingBatch,
  failures: number,
): Promise<{ readonly retry: readonly PendingBatch[] }> {
  const { context, mapping, signal, now } = source;
  const { expired, fresh } = byAge(batch.records, mapping.maximumAgeMs, now());
  if (expired.length > 0) {
    const old = { records: expired, attempts: batch.attempts };
    await discard(source, shard, [{ batch: old, reason: 'RecordAgeExceeded' }], undefined);
  }
  if (fresh.length === 0) return { retry: [] };
  const current = { records: fresh, attempts: batch.attempts };
  const result = await context.invoke(mapping.functionArn, eventOf(source, shard, fresh));
  const identifiers = fresh.map(({ sequenceNumber }) => sequenceNumber);
  const outcome = batchOutcome(result, identifiers, mapping.reportsFailures);
  if (outcome.kind === 'done') return { retry: [] };
  // A worker that stops with the cloud looks like a failure; the pause lets the signal arrive first.
  await pause(Math.min(longestRetryMs, firstRetryMs * 2 ** failures), undefined, { signal }).catch(() => {});
  if (signal.aborted) return { retry: [current] };
  const next = afterAttempt(current, outcome, mapping, now());
  await discard(source, shard, next.discard, result);
  return { retry: next.retry };
}

async function discard(
  source: StreamSource,
  shard: number,
  batches: NextBatches['discard'],
  result: InvokeResult | undefined,
): Promise<void> {
  const { context, mapping, stream, role } = source;
  for (const { batch, reason } of batches) {
    const detail = { mapping: mapping.id, shard: shardId(shard), records: batch.records.length, reason };
    context.log({ level: 'warn', part: 'event-sources', message: 'records given up', detail });
    const event = eventOf(source, shard, batch.records);
    const discarded = { stream, shard: shardId(shard), batch, reason, result, event };
    await reportDiscarded(context, mapping, role, discarded).catch((error: Error) =>
      context.log({ level: 'error', part: 'event-sources', message: error.message, detail }),
    );
  }
}

function eventOf(
  { stream, role, context }: StreamSource,
  shard: number,
  records: readonly StreamRecord[],
): object {
  return kinesisEvent(stream, shardId(shard), records, { region: context.region, role });
}
