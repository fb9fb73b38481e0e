import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { LocalContext } from '../../service.ts';
import type { Stream, StreamRecord, Streams } from '../kinesis/streams.ts';
import { shardId } from '../kinesis/streams.ts';
import { batchOutcome } from './batch-failures.ts';
import type { PendingBatch } from './batch-retry.ts';
import { afterAttempt } from './batch-retry.ts';
import type { Checkpoints } from './checkpoints.ts';
import { reportDiscarded } from './failure-destination.ts';
import { kinesisEvent } from './lambda-event.ts';
import { Lane } from './lane.ts';
import type { StreamMapping } from './mapping.ts';
import { Progress } from './progress.ts';

export interface StreamSource {
  readonly context: LocalContext;
  readonly streams: Streams;
  readonly stream: Stream;
  readonly checkpoints: Checkpoints;
  readonly mapping: StreamMapping;
  /** Execution role of the function. */
  readonly role: string;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

const firstRetryMs = 100;
const longestRetryMs = 5000;
/** How much more than one batch per lane is read ahead. */
const readAhead = 2;

/** Reads one shard for one mapping until the signal says stop. */
export async function pollShard(source: StreamSource, shard: number): Promise<void> {
  const { mapping, signal, streams, stream, checkpoints } = source;
  const progress = new Progress();
  const lanes = Array.from({ length: mapping.parallelization }, () => new Lane(mapping, signal));
  const room = mapping.batchSize * mapping.parallelization * readAhead;
  let position = checkpoints.read(mapping.id, shard, () =>
    mapping.startingPosition === 'LATEST' ? streams.latest(stream, shard) : undefined,
  );
  let wake = new AbortController();

  const finished = (records: readonly StreamRecord[]) => {
    const checkpoint = progress.finish(records.map(({ sequenceNumber }) => sequenceNumber));
    if (checkpoint) checkpoints.write(mapping.id, shard, checkpoint);
    wake.abort();
  };
  const working = lanes.map((lane) => workLane(source, shard, lane, finished));

  while (!signal.aborted) {
    wake = new AbortController();
    const free = room - progress.size;
    const records = free > 0 ? streams.read(stream, shard, position, free) : [];
    for (const record of records) {
      progress.start(record.sequenceNumber);
      lanes[laneOf(record, lanes.length)]?.push(record);
      position = record.sequenceNumber;
    }
    if (records.length === 0) await arrival(streams, stream, AbortSignal.any([wake.signal, signal]));
  }
  await Promise.all(working);
}

/** Until something is put into the stream, or room has been made. */
async function arrival(streams: Streams, stream: Stream, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const [arn] = await once(streams, 'put', { signal }).catch(() => [stream.arn]);
    if (arn === stream.arn) return;
  }
}

/** Records with one partition key go one way, so that their order is kept. */
function laneOf(record: StreamRecord, lanes: number): number {
  if (lanes === 1) return 0;
  return createHash('md5').update(record.partitionKey).digest().readUInt32BE(12) % lanes;
}

async function workLane(
  source: StreamSource,
  shard: number,
  lane: Lane,
  finished: (records: readonly StreamRecord[]) => void,
): Promise<void> {
  for (;;) {
    const records = await lane.nextBatch();
    if (records.length === 0) return;
    const pending: PendingBatch[] = [{ records, attempts: 0 }];
    let failures = 0;
    while (pending.length > 0) {
      const batch = pending.shift();
      if (!batch) break;
      const settled = await attempt(source, shard, batch, failures);
      if (source.signal.aborted && settled.retry.length > 0) return;
      failures = settled.retry.length > 0 ? failures + 1 : 0;
      pending.unshift(...settled.retry);
      const open = new Set(pending.flatMap((next) => next.records));
      finished(batch.records.filter((record) => !open.has(record)));
    }
  }
}

/** One invocation and what follows from it. Gives up nothing while the cloud is stopping. */
async function attempt(
  source: StreamSource,
  shard: number,
  batch: PendingBatch,
  failures: number,
): Promise<{ retry: readonly PendingBatch[] }> {
  const { context, mapping, stream, role, signal, now } = source;
  const identifiers = batch.records.map(({ sequenceNumber }) => sequenceNumber);
  const event = kinesisEvent(stream, shardId(shard), batch.records, { region: context.region, role });
  const result = await context.invoke(mapping.functionArn, event);
  const outcome = batchOutcome(result, identifiers, mapping.reportsFailures);
  if (outcome.kind === 'done') return { retry: [] };
  // A worker that stops with the cloud looks like a failure; the pause lets the signal arrive first.
  await pause(Math.min(longestRetryMs, firstRetryMs * 2 ** failures), undefined, { signal }).catch(() => {});
  if (signal.aborted) return { retry: [batch] };
  const next = afterAttempt(batch, outcome, mapping, now());
  for (const { batch: discarded, reason } of next.discard) {
    const detail = { mapping: mapping.id, shard: shardId(shard), records: discarded.records.length, reason };
    context.log({ level: 'warn', part: 'event-sources', message: 'records given up', detail });
    const given = { stream, shard: shardId(shard), batch: discarded, reason, requestId: result.requestId };
    await reportDiscarded(context, mapping, role, {
      ...given,
      event: kinesisEvent(stream, shardId(shard), discarded.records, { region: context.region, role }),
    }).catch((error: Error) =>
      context.log({ level: 'error', part: 'event-sources', message: error.message, detail }),
    );
  }
  return { retry: next.retry };
}
