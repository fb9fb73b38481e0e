import { AwsError } from '../../service.ts';
import { optionalNumber, optionalText, text } from '../wire/input.ts';
import type { Input } from '../wire/json-service.ts';
import type { Stream, Streams } from './streams.ts';
import { sequenceNumber, shardIndex } from './streams.ts';

interface ShardPosition {
  readonly stream: string;
  readonly shard: number;
  /** Last sequence number already read; absent before the first. */
  readonly after?: string | undefined;
}

const lifetimeMs = 5 * 60_000;

export function encodeIterator(position: ShardPosition, now: number): string {
  return Buffer.from(JSON.stringify({ ...position, issuedAt: now })).toString('base64');
}

export function decodeIterator(iterator: string, now: number): ShardPosition {
  let value: ShardPosition & { issuedAt: number };
  try {
    value = JSON.parse(Buffer.from(iterator, 'base64').toString('utf8'));
  } catch {
    throw new AwsError('InvalidArgumentException', 'Invalid ShardIterator.');
  }
  if (typeof value.stream !== 'string' || typeof value.shard !== 'number') {
    throw new AwsError('InvalidArgumentException', 'Invalid ShardIterator.');
  }
  if (now - value.issuedAt > lifetimeMs) {
    throw new AwsError(
      'ExpiredIteratorException',
      'Iterator expired. An iterator is valid for 300000 milliseconds after it was issued.',
    );
  }
  return value;
}

/** Where `GetShardIterator` starts reading. */
export function startingPosition(streams: Streams, stream: Stream, input: Input): ShardPosition {
  const shard = shardIndex(stream, text(input, 'ShardId'));
  const at = { stream: stream.name, shard };
  const type = text(input, 'ShardIteratorType');
  switch (type) {
    case 'TRIM_HORIZON':
      return at;
    case 'LATEST':
      return { ...at, after: streams.latest(stream, shard) };
    case 'AFTER_SEQUENCE_NUMBER':
      return { ...at, after: checkedSequence(input) };
    case 'AT_SEQUENCE_NUMBER':
      return { ...at, after: previous(checkedSequence(input)) };
    case 'AT_TIMESTAMP': {
      const timestamp = optionalNumber(input, 'Timestamp');
      if (timestamp === undefined) {
        throw new AwsError('InvalidArgumentException', 'Must specify timestampInMillis for AT_TIMESTAMP.');
      }
      return { ...at, after: streams.before(stream, shard, timestamp * 1000) };
    }
    default:
      throw new AwsError('ValidationException', `Value '${type}' at 'shardIteratorType' is not supported`);
  }
}

function checkedSequence(input: Input): string {
  const sequence = optionalText(input, 'StartingSequenceNumber');
  if (!sequence || !/^49\d{54}$/.test(sequence)) {
    throw new AwsError(
      'InvalidArgumentException',
      'StartingSequenceNumber is missing or not one of this stream',
    );
  }
  return sequence;
}

function previous(sequence: string): string {
  return sequenceNumber(Number(sequence.slice(2)) - 1);
}
