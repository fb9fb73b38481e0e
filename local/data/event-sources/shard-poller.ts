import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Stream, StreamRecord, Streams } from '../kinesis/streams.ts';
import type { PendingBatch } from './batch-retry.ts';
import { deliver } from './deliver.ts';
import { Lane } from './lane.ts';
import { Progress } from './progress.ts';
import type { StreamSource } from './stream-source.ts';

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
      const settled = await deliver(source, shard, batch, failures);
      if (source.signal.aborted && settled.retry.length > 0) return;
      failures = settled.retry.length > 0 ? failures + 1 : 0;
      pending.unshift(...settled.retry);
      const open = new Set(pending.flatMap((next) => next.records));
      finished(batch.records.filter((record) => !open.has(record)));
    }
  }
}
