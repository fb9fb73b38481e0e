import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { AwsError } from '../../service.ts';
import { openStateFile } from '../state-file.ts';
import { ShardThroughput } from './throughput.ts';

export interface Stream {
  readonly name: string;
  readonly arn: string;
  readonly shardCount: number;
  readonly onDemand: boolean;
  readonly retentionHours: number;
  /** Customer key that encrypts the stream; absent for none or AWS's own. */
  readonly key: string | undefined;
  readonly createdAt: number;
}

export interface StreamRecord {
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  readonly data: Buffer;
  /** Milliseconds since the epoch. */
  readonly arrivedAt: number;
}

const schema = `
CREATE TABLE IF NOT EXISTS records (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  stream TEXT NOT NULL, shard INTEGER NOT NULL,
  partition_key TEXT NOT NULL, data BLOB NOT NULL, arrived_at INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS by_shard ON records (stream, shard, sequence);
CREATE INDEX IF NOT EXISTS by_arrival ON records (stream, arrived_at);
CREATE TABLE IF NOT EXISTS streams (name TEXT PRIMARY KEY, created_at INTEGER NOT NULL);
`;
const hashKeys = 2n ** 128n;
/** Kinesis numbers have 56 digits; consumers compare them as numbers or as text. */
const sequencePrefix = '49';
const responseLimitBytes = 10 * 1024 * 1024;

/** The shard logs of all streams, in one SQLite file. Announces `put` with the stream's ARN. */
export class Streams extends EventEmitter<{ put: [arn: string] }> {
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #select: StatementSync;
  readonly #streams = new Map<string, Stream>();
  readonly #throughput = new ShardThroughput();
  readonly #now: () => number;

  constructor(path: string, now: () => number) {
    super();
    this.setMaxListeners(0);
    this.#now = now;
    this.#database = openStateFile(path, schema);
    this.#insert = this.#database.prepare(
      'INSERT INTO records (stream, shard, partition_key, data, arrived_at) VALUES (?, ?, ?, ?, ?)',
    );
    this.#select = this.#database.prepare(
      `SELECT sequence, partition_key, data, arrived_at FROM records
       WHERE stream = ? AND shard = ? AND sequence > ? ORDER BY sequence LIMIT ?`,
    );
  }

  register(stream: Omit<Stream, 'createdAt'>): void {
    this.#database
      .prepare('INSERT OR IGNORE INTO streams (name, created_at) VALUES (?, ?)')
      .run(stream.name, this.#now());
    const row = this.#database.prepare('SELECT created_at FROM streams WHERE name = ?').get(stream.name);
    this.#streams.set(stream.name, { ...stream, createdAt: Number(row?.created_at) });
  }

  names(): readonly string[] {
    return [...this.#streams.keys()].sort();
  }

  find(name: string): Stream | undefined {
    return this.#streams.get(name);
  }

  put(stream: Stream, partitionKey: string, data: Buffer, explicitHashKey?: string) {
    const shard = shardOf(stream, partitionKey, explicitHashKey);
    const now = this.#now();
    if (
      !this.#throughput.admits(`${stream.name}/${shard}`, data.length + Buffer.byteLength(partitionKey), now)
    ) {
      throw new AwsError(
        'ProvisionedThroughputExceededException',
        `Rate exceeded for shard ${shardId(shard)} in stream ${stream.name}.`,
      );
    }
    const { lastInsertRowid } = this.#insert.run(stream.name, shard, partitionKey, data, now);
    // After the caller's turn, so that a batch is complete before its readers wake.
    setImmediate(() => this.emit('put', stream.arn));
    return { ShardId: shardId(shard), SequenceNumber: sequenceNumber(Number(lastInsertRowid)) };
  }

  /** Records after `afterSequence` (exclusive; `undefined` from the oldest), at most 10 MiB of them. */
  read(stream: Stream, shard: number, afterSequence: string | undefined, limit: number): StreamRecord[] {
    const records: StreamRecord[] = [];
    let bytes = 0;
    for (const row of this.#select.iterate(stream.name, shard, rowOf(afterSequence), limit)) {
      const data = Buffer.from(row.data as Uint8Array);
      bytes += data.length;
      if (records.length > 0 && bytes > responseLimitBytes) break;
      records.push({
        sequenceNumber: sequenceNumber(Number(row.sequence)),
        partitionKey: String(row.partition_key),
        data,
        arrivedAt: Number(row.arrived_at),
      });
    }
    return records;
  }

  /** The newest sequence number of a shard; a reader from `LATEST` starts after it. */
  latest(stream: Stream, shard: number): string | undefined {
    return this.#boundary(
      stream,
      shard,
      'SELECT MAX(sequence) AS s FROM records WHERE stream = ? AND shard = ?',
    );
  }

  /** The last sequence number that arrived before `timestamp`. */
  before(stream: Stream, shard: number, timestamp: number): string | undefined {
    return this.#boundary(
      stream,
      shard,
      'SELECT MAX(sequence) AS s FROM records WHERE stream = ? AND shard = ? AND arrived_at < ?',
      timestamp,
    );
  }

  trim(): void {
    for (const stream of this.#streams.values()) {
      this.#database
        .prepare('DELETE FROM records WHERE stream = ? AND arrived_at < ?')
        .run(stream.name, this.#now() - stream.retentionHours * 3_600_000);
    }
  }

  close(): void {
    this.removeAllListeners();
    this.#database.close();
  }

  #boundary(stream: Stream, shard: number, sql: string, ...more: number[]): string | undefined {
    const row = this.#database.prepare(sql).get(stream.name, shard, ...more);
    return row?.s === null || row?.s === undefined ? undefined : sequenceNumber(Number(row.s));
  }
}

export function shardId(shard: number): string {
  return `shardId-${String(shard).padStart(12, '0')}`;
}

export function shardIndex(stream: Stream, id: string): number {
  const index = /^shardId-\d{12}$/.test(id) ? Number(id.slice('shardId-'.length)) : -1;
  if (index < 0 || index >= stream.shardCount) {
    throw new AwsError('ResourceNotFoundException', `Shard ${id} in stream ${stream.name} does not exist`);
  }
  return index;
}

/** First and last hash key of a shard; the shards share 2^128 keys evenly. */
export function hashKeyRange(stream: Stream, shard: number): { first: bigint; last: bigint } {
  const width = hashKeys / BigInt(stream.shardCount);
  const first = width * BigInt(shard);
  return { first, last: shard === stream.shardCount - 1 ? hashKeys - 1n : first + width - 1n };
}

export function sequenceNumber(row: number): string {
  return `${sequencePrefix}${String(row).padStart(54, '0')}`;
}

function rowOf(sequence: string | undefined): number {
  return sequence === undefined ? 0 : Number(sequence.slice(sequencePrefix.length));
}

function shardOf(stream: Stream, partitionKey: string, explicitHashKey: string | undefined): number {
  const key = explicitHashKey
    ? BigInt(explicitHashKey)
    : BigInt(`0x${createHash('md5').update(partitionKey).digest('hex')}`);
  const shard = Number(key / (hashKeys / BigInt(stream.shardCount)));
  return Math.min(shard, stream.shardCount - 1);
}
