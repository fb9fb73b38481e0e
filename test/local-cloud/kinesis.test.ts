import {
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  PutRecordCommand,
  PutRecordsCommand,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import { startCloud, type TestCloud } from './harness.ts';

let cloud: TestCloud;
let kinesis: KinesisClient;

beforeAll(async () => {
  cloud = await startCloud({
    parts: dataParts,
    stacks: {
      Streams: {
        Resources: {
          OnDemand: {
            Type: 'AWS::Kinesis::Stream',
            Properties: { Name: 'batches', StreamModeDetails: { StreamMode: 'ON_DEMAND' } },
          },
          Single: { Type: 'AWS::Kinesis::Stream', Properties: { Name: 'single', ShardCount: 1 } },
        },
      },
    },
  });
  // No handler is given: the client's own, which speaks HTTP/2.
  kinesis = new KinesisClient(cloud.client);
});

afterAll(async () => {
  kinesis?.destroy();
  await cloud?.[Symbol.asyncDispose]();
});

async function read(StreamName: string, ShardId: string, from: Record<string, unknown> = {}) {
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON', ...from }),
  );
  return kinesis.send(new GetRecordsCommand({ ShardIterator }));
}

const put = (StreamName: string, PartitionKey: string, text: string) =>
  kinesis.send(new PutRecordCommand({ StreamName, PartitionKey, Data: Buffer.from(text) }));

test('an on-demand stream has four shards that share all hash keys', async () => {
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName: 'batches' }));
  expect(Shards.map(({ ShardId }) => ShardId)).toEqual([
    'shardId-000000000000',
    'shardId-000000000001',
    'shardId-000000000002',
    'shardId-000000000003',
  ]);
  expect(Shards[0]?.HashKeyRange?.StartingHashKey).toBe('0');
  expect(Shards[3]?.HashKeyRange?.EndingHashKey).toBe(String(2n ** 128n - 1n));
  const { StreamDescriptionSummary } = await kinesis.send(
    new DescribeStreamSummaryCommand({ StreamName: 'batches' }),
  );
  expect(StreamDescriptionSummary).toMatchObject({
    StreamARN: 'arn:aws:kinesis:eu-central-1:123456789012:stream/batches',
    StreamModeDetails: { StreamMode: 'ON_DEMAND' },
    StreamStatus: 'ACTIVE',
    OpenShardCount: 4,
    RetentionPeriodHours: 24,
  });
});

test('records of one partition key come back in order, with their data', async () => {
  const numbers: string[] = [];
  let shard = '';
  for (const text of ['one', 'two', 'three']) {
    const answer = await put('batches', 'rec_1', text);
    numbers.push(answer.SequenceNumber ?? '');
    shard = answer.ShardId ?? '';
  }
  expect([...numbers].sort()).toEqual(numbers);
  const { Records = [], MillisBehindLatest } = await read('batches', shard);
  expect(Records.map(({ Data }) => Buffer.from(Data ?? []).toString())).toEqual(['one', 'two', 'three']);
  expect(Records.map(({ SequenceNumber }) => SequenceNumber)).toEqual(numbers);
  expect(Records[0]?.ApproximateArrivalTimestamp).toBeInstanceOf(Date);
  expect(MillisBehindLatest).toBe(0);
});

test('an iterator after a sequence number begins with the next record, and goes on from there', async () => {
  const first = await put('single', 'a', '1');
  await put('single', 'a', '2');
  const page = await read('single', 'shardId-000000000000', {
    ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
    StartingSequenceNumber: first.SequenceNumber,
  });
  expect(page.Records?.map(({ Data }) => Buffer.from(Data ?? []).toString())).toEqual(['2']);
  await put('single', 'a', '3');
  const next = await kinesis.send(new GetRecordsCommand({ ShardIterator: page.NextShardIterator }));
  expect(next.Records?.map(({ Data }) => Buffer.from(Data ?? []).toString())).toEqual(['3']);
});

test('a shard takes a thousand records a second and refuses the rest one by one', async () => {
  const batch = (size: number) =>
    new PutRecordsCommand({
      StreamName: 'single',
      Records: Array.from({ length: size }, () => ({ PartitionKey: 'a', Data: Buffer.from('x') })),
    });
  const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => kinesis.send(batch(500))));
  const refused = answers.flatMap(({ Records = [] }) => Records).filter(({ ErrorCode }) => ErrorCode);
  // 3,000 records can fall into at most two clock seconds here before the third begins.
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]).toMatchObject({
    ErrorCode: 'ProvisionedThroughputExceededException',
    ErrorMessage: 'Rate exceeded for shard shardId-000000000000 in stream single.',
  });
  expect(answers.reduce((sum, { FailedRecordCount = 0 }) => sum + FailedRecordCount, 0)).toBe(refused.length);
});

test('a stream that does not exist, a broken iterator and an unknown operation are refused by name', async () => {
  await expect(put('missing', 'a', 'x')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Stream missing under account 123456789012 not found.',
  });
  await expect(kinesis.send(new GetRecordsCommand({ ShardIterator: 'nonsense' }))).rejects.toMatchObject({
    name: 'InvalidArgumentException',
    message: 'Invalid ShardIterator.',
  });
  await expect(
    kinesis.send(new SplitShardCommand({ StreamName: 'single', ShardToSplit: 's', NewStartingHashKey: '1' })),
  ).rejects.toMatchObject({ name: 'UnknownOperationException' });
});

test('a record of more than a mebibyte is refused', async () => {
  await expect(put('single', 'a', 'x'.repeat(1024 * 1024 + 1))).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining('Member must have length less than or equal to 1048576'),
  });
});

test('records survive a restart', async () => {
  const { ShardId = '' } = await put('batches', 'kept', 'still here');
  await cloud.stop();
  const again = await startCloud({
    parts: dataParts,
    directory: cloud.directory,
    stacks: {
      Streams: {
        Resources: {
          OnDemand: {
            Type: 'AWS::Kinesis::Stream',
            Properties: { Name: 'batches', StreamModeDetails: { StreamMode: 'ON_DEMAND' } },
          },
        },
      },
    },
  });
  kinesis.destroy();
  kinesis = new KinesisClient(again.client);
  cloud = again;
  const { Records = [] } = await read('batches', ShardId);
  expect(Records.map(({ Data }) => Buffer.from(Data ?? []).toString())).toContain('still here');
});
