import type { LocalContext, Permission } from '../../service.ts';
import { AwsError } from '../../service.ts';
import { keyPermissions } from '../kms/grant.ts';
import { blob, list, optionalNumber, optionalText, refuseMembers, text } from '../wire/input.ts';
import type { Input, Operation } from '../wire/json-service.ts';
import { decodeIterator, encodeIterator, startingPosition } from './iterator.ts';
import type { Stream, Streams } from './streams.ts';
import { hashKeyRange, sequenceNumber, shardId } from './streams.ts';

const recordLimitBytes = 1024 * 1024;
const maximumRead = 10_000;
const maximumBatch = 500;

export function kinesisOperations(
  context: LocalContext,
  streams: Streams,
  now: () => number,
): Record<string, Operation> {
  function find(input: Input): Stream {
    const arn = optionalText(input, 'StreamARN');
    const name = optionalText(input, 'StreamName') ?? arn?.split('stream/')[1]?.split('/')[0];
    if (!name) throw new AwsError('InvalidArgumentException', 'StreamName or StreamARN must be provided');
    const stream = streams.find(name);
    if (!stream) {
      throw new AwsError(
        'ResourceNotFoundException',
        `Stream ${name} under account ${context.account} not found.`,
      );
    }
    return stream;
  }

  function permissions(action: string, stream: Stream): readonly Permission[] {
    const use = {
      PutRecord: 'kms:GenerateDataKey',
      PutRecords: 'kms:GenerateDataKey',
      GetRecords: 'kms:Decrypt',
    };
    const keyAction = use[action as keyof typeof use] as 'kms:GenerateDataKey' | 'kms:Decrypt' | undefined;
    return [
      { action: `kinesis:${action}`, resource: stream.arn },
      ...(keyAction
        ? keyPermissions(context, {
            key: stream.key,
            action: keyAction,
            via: 'kinesis',
            encryptionContext: { 'aws:kinesis:arn': stream.arn },
          })
        : []),
    ];
  }

  function onStream(
    action: string,
    run: (stream: Stream, input: Input) => object,
    located: (input: Input) => Stream = find,
  ): Operation {
    return {
      permissions: (input) => permissions(action, located(input)),
      run: (input) => run(located(input), input),
    };
  }

  const ofIterator = (input: Input) =>
    find({ StreamName: decodeIterator(text(input, 'ShardIterator'), now()).stream });

  return {
    PutRecord: onStream('PutRecord', (stream, input) => {
      refuseMembers(input, 'PutRecord', ['SequenceNumberForOrdering']);
      return { ...put(streams, stream, input), ...encryption(stream) };
    }),
    PutRecords: onStream('PutRecords', (stream, input) => putAll(streams, stream, list(input, 'Records'))),
    GetShardIterator: onStream('GetShardIterator', (stream, input) => ({
      ShardIterator: encodeIterator(startingPosition(streams, stream, input), now()),
    })),
    GetRecords: onStream(
      'GetRecords',
      (stream, input) => {
        const position = decodeIterator(text(input, 'ShardIterator'), now());
        const limit = Math.min(optionalNumber(input, 'Limit') ?? maximumRead, maximumRead);
        const records = streams.read(stream, position.shard, position.after, limit);
        const last = records.at(-1);
        const newest = streams.latest(stream, position.shard);
        const behind = last && newest && newest > last.sequenceNumber ? now() - last.arrivedAt : 0;
        return {
          Records: records.map((record) => ({
            SequenceNumber: record.sequenceNumber,
            ApproximateArrivalTimestamp: record.arrivedAt / 1000,
            Data: record.data.toString('base64'),
            PartitionKey: record.partitionKey,
            ...encryption(stream),
          })),
          NextShardIterator: encodeIterator(
            { ...position, after: last?.sequenceNumber ?? position.after },
            now(),
          ),
          MillisBehindLatest: behind,
        };
      },
      ofIterator,
    ),
    ListShards: onStream('ListShards', (stream, input) => {
      refuseMembers(input, 'ListShards', ['NextToken', 'ShardFilter', 'ExclusiveStartShardId']);
      return { Shards: shards(stream) };
    }),
    DescribeStream: onStream('DescribeStream', (stream) => ({
      StreamDescription: { ...summary(stream), Shards: shards(stream), HasMoreShards: false },
    })),
    DescribeStreamSummary: onStream('DescribeStreamSummary', (stream) => ({
      StreamDescriptionSummary: { ...summary(stream), OpenShardCount: stream.shardCount, ConsumerCount: 0 },
    })),
    ListStreams: {
      permissions: () => [{ action: 'kinesis:ListStreams', resource: '*' }],
      run: () => ({ StreamNames: streams.names(), HasMoreStreams: false }),
    },
  };
}

function put(streams: Streams, stream: Stream, input: Input) {
  const partitionKey = text(input, 'PartitionKey');
  if (partitionKey.length > 256) throw tooLong('partitionKey', 256);
  const data = blob(input, 'Data');
  if (data.length > recordLimitBytes) throw tooLong('data', recordLimitBytes);
  return streams.put(stream, partitionKey, data, optionalText(input, 'ExplicitHashKey'));
}

function putAll(streams: Streams, stream: Stream, records: readonly Input[]): object {
  if (records.length === 0 || records.length > maximumBatch) throw tooLong('records', maximumBatch);
  const answers = records.map((record) => {
    try {
      return put(streams, stream, record);
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'ProvisionedThroughputExceededException')
        throw error;
      return { ErrorCode: error.code, ErrorMessage: error.message };
    }
  });
  const failed = answers.filter((answer) => 'ErrorCode' in answer).length;
  return { FailedRecordCount: failed, Records: answers, ...encryption(stream) };
}

function tooLong(member: string, limit: number): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${limit}`,
  );
}

function encryption(stream: Stream): object {
  return stream.key ? { EncryptionType: 'KMS' } : {};
}

function summary(stream: Stream): object {
  return {
    StreamName: stream.name,
    StreamARN: stream.arn,
    StreamStatus: 'ACTIVE',
    StreamModeDetails: { StreamMode: stream.onDemand ? 'ON_DEMAND' : 'PROVISIONED' },
    RetentionPeriodHours: stream.retentionHours,
    StreamCreationTimestamp: stream.createdAt / 1000,
    EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
    EncryptionType: stream.key ? 'KMS' : 'NONE',
    ...(stream.key ? { KeyId: stream.key } : {}),
  };
}

function shards(stream: Stream): object[] {
  return Array.from({ length: stream.shardCount }, (_, shard) => {
    const range = hashKeyRange(stream, shard);
    return {
      ShardId: shardId(shard),
      HashKeyRange: { StartingHashKey: String(range.first), EndingHashKey: String(range.last) },
      SequenceNumberRange: { StartingSequenceNumber: sequenceNumber(0) },
    };
  });
}
