import { KinesisClient, PutRecordCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, expect, test, vi } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import type { InvokeResult, LocalContext } from '../../local/service.ts';
import { type Declaration, functionRole, lambdaFunction, startCloud, type TestCloud } from './harness.ts';

interface Delivered {
  readonly Records: readonly {
    readonly kinesis?: {
      readonly data: string;
      readonly partitionKey: string;
      readonly sequenceNumber: string;
    };
    readonly messageId?: string;
    readonly body?: string;
    readonly eventSourceARN: string;
  }[];
}
type Answer = (texts: string[], event: Delivered) => unknown;

const streamArn = 'arn:aws:kinesis:eu-central-1:123456789012:stream/batches';
const reading = {
  Effect: 'Allow',
  Action: [
    'kinesis:DescribeStream',
    'kinesis:DescribeStreamSummary',
    'kinesis:ListShards',
    'kinesis:GetShardIterator',
    'kinesis:GetRecords',
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:SendMessage',
    's3:PutObject',
  ],
  Resource: '*',
};

let cloud: TestCloud | undefined;
afterEach(async () => {
  await cloud?.[Symbol.asyncDispose]();
  cloud = undefined;
});

function resources(mapping: Record<string, unknown>, statements: Record<string, unknown>[] = [reading]) {
  const declared: Record<string, Declaration> = {
    Batches: { Type: 'AWS::Kinesis::Stream', Properties: { Name: 'batches', ShardCount: 2 } },
    Queue: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: 'queue',
        VisibilityTimeout: 1,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Failed', 'Arn'] }, maxReceiveCount: 1 },
      },
    },
    Failed: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'failed' } },
    Quarantine: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'quarantine' } },
    Role: functionRole(...statements),
    Compose: lambdaFunction('compose', 'Role', { FunctionName: 'compose' }),
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { FunctionName: { Ref: 'Compose' }, ...mapping },
    },
  };
  return declared;
}

const ofStream = (more: object = {}) => ({
  EventSourceArn: streamArn,
  StartingPosition: 'TRIM_HORIZON',
  BatchSize: 10,
  ...more,
});

/** Stands the mapping up; `answer` plays the function, so that its failures can be chosen. */
async function start(
  mapping: Record<string, unknown>,
  answer: Answer,
  options: { directory?: string; statements?: Record<string, unknown>[] } = {},
) {
  const deliveries: string[][] = [];
  const invoke = async (_arn: string, event: unknown): Promise<InvokeResult> => {
    const delivered = event as Delivered;
    const texts = delivered.Records.map(({ kinesis, body }) =>
      kinesis ? Buffer.from(kinesis.data, 'base64').toString() : (body ?? ''),
    );
    deliveries.push(texts);
    try {
      return { ok: true, payload: await answer(texts, delivered), requestId: 'request' };
    } catch (error) {
      const { name, message } = error as Error;
      return {
        ok: false,
        requestId: 'request',
        functionError: name === 'Throttled' ? 'Throttled' : 'Unhandled',
        error: { errorType: name, errorMessage: message },
      };
    }
  };
  const functionRoleArn = (context: LocalContext) => `arn:aws:iam::${context.account}:role/role`;
  const declared = resources(mapping, options.statements);
  const role = declared.Role;
  if (role) declared.Role = { ...role, Properties: { ...role.Properties, RoleName: 'role' } };
  cloud = await startCloud({
    parts: (context) => dataParts({ ...context, invoke, functionRole: () => functionRoleArn(context) }),
    stacks: { Events: { Resources: declared } },
    functions: { compose: 'export const handler = async () => {};' },
    ...(options.directory ? { directory: options.directory } : {}),
  });
  return { cloud, deliveries, delivered: () => deliveries.flat() };
}

async function putRecords(running: TestCloud, records: readonly (readonly [key: string, text: string])[]) {
  const kinesis = new KinesisClient(running.client);
  await kinesis.send(
    new PutRecordsCommand({
      StreamName: 'batches',
      Records: records.map(([PartitionKey, text]) => ({ PartitionKey, Data: Buffer.from(text) })),
    }),
  );
  kinesis.destroy();
}

const fail = (): never => {
  throw new Error('cannot compose');
};

test('records of a key arrive in order, whatever is delivered side by side', async () => {
  const { cloud, delivered } = await start(ofStream({ ParallelizationFactor: 4, BatchSize: 3 }), async () => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
  });
  const keys = ['a', 'b', 'c', 'd', 'e'];
  const records = Array.from({ length: 20 }, (_, n) =>
    keys.map((key) => [key, `${key}${n}`] as const),
  ).flat();
  await putRecords(cloud, records);
  await vi.waitFor(() => expect(delivered()).toHaveLength(records.length), 5000);
  for (const key of keys) {
    const own = delivered().filter((text) => text.startsWith(key));
    expect(own).toEqual(Array.from({ length: 20 }, (_, n) => `${key}${n}`));
  }
});

test('a put record is delivered at once, as Lambda lays the event out', async () => {
  let event: Delivered | undefined;
  const { cloud, delivered } = await start(ofStream(), (_texts, given) => {
    event = given;
  });
  const kinesis = new KinesisClient(cloud.client);
  const put = await kinesis.send(
    new PutRecordCommand({ StreamName: 'batches', PartitionKey: 'rec_1', Data: Buffer.from('sealed') }),
  );
  kinesis.destroy();
  await vi.waitFor(() => expect(delivered()).toEqual(['sealed']));
  // Recorded from AWS: localstack tests/aws/services/lambda_/event_source_mapping/test_lambda_integration_kinesis.py::TestKinesisSource::test_create_kinesis_event_source_mapping
  expect(event?.Records[0]).toEqual({
    awsRegion: 'eu-central-1',
    eventID: `${put.ShardId}:${put.SequenceNumber}`,
    eventName: 'aws:kinesis:record',
    eventSource: 'aws:kinesis',
    eventSourceARN: streamArn,
    eventVersion: '1.0',
    invokeIdentityArn: 'arn:aws:iam::123456789012:role/role',
    kinesis: {
      approximateArrivalTimestamp: expect.any(Number),
      data: Buffer.from('sealed').toString('base64'),
      kinesisSchemaVersion: '1.0',
      partitionKey: 'rec_1',
      sequenceNumber: put.SequenceNumber,
    },
  });
});

test('after a partial failure everything from the failed record on comes again, nothing before it', async () => {
  let failed = false;
  const mapping = ofStream({ FunctionResponseTypes: ['ReportBatchItemFailures'], MaximumRetryAttempts: 3 });
  const { cloud, deliveries } = await start(mapping, (texts, event) => {
    const at = texts.indexOf('2');
    if (failed || at < 0) return { batchItemFailures: [] };
    failed = true;
    return { batchItemFailures: [{ itemIdentifier: event.Records[at]?.kinesis?.sequenceNumber }] };
  });
  await putRecords(
    cloud,
    ['1', '2', '3'].map((text) => ['a', text] as const),
  );
  await vi.waitFor(() => expect(deliveries.flat()).toHaveLength(5));
  expect(deliveries).toEqual([
    ['1', '2', '3'],
    ['2', '3'],
  ]);
});

test('bisecting costs one poison record only itself, and the queue is told which it was', async () => {
  const destination = { OnFailure: { Destination: { 'Fn::GetAtt': ['Failed', 'Arn'] } } };
  const mapping = ofStream({
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 1,
    DestinationConfig: destination,
  });
  const composed: string[] = [];
  const { cloud } = await start(mapping, (texts) => {
    if (texts.includes('poison')) fail();
    composed.push(...texts);
  });
  await putRecords(
    cloud,
    ['1', '2', 'poison', '4'].map((text) => ['a', text] as const),
  );
  await vi.waitFor(() => expect(composed).toEqual(['1', '2', '4']), 5000);
  const { Messages } = await new SQSClient(cloud.client).send(
    new ReceiveMessageCommand({
      QueueUrl: `${cloud.endpoint}/123456789012/failed`,
      WaitTimeSeconds: 5,
    }),
  );
  // Recorded from AWS: test_lambda_integration_kinesis.py::TestKinesisSource::test_kinesis_event_source_mapping_with_on_failure_destination_config
  expect(JSON.parse(Messages?.[0]?.Body ?? '')).toEqual({
    requestContext: {
      requestId: 'request',
      functionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:compose',
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 2,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: expect.any(String),
    KinesisBatchInfo: {
      shardId: expect.stringMatching(/^shardId-0{11}[01]$/),
      startSequenceNumber: expect.stringMatching(/^49\d{54}$/),
      endSequenceNumber: expect.stringMatching(/^49\d{54}$/),
      approximateArrivalOfFirstRecord: expect.any(String),
      approximateArrivalOfLastRecord: expect.any(String),
      batchSize: 1,
      streamArn,
    },
  });
});

test('a bucket as destination gets the records themselves', async () => {
  const destination = { OnFailure: { Destination: { 'Fn::GetAtt': ['Quarantine', 'Arn'] } } };
  const mapping = ofStream({ MaximumRetryAttempts: 0, DestinationConfig: destination });
  const { cloud } = await start(mapping, fail);
  await putRecords(cloud, [['a', 'lost']]);
  const s3 = new S3Client(cloud.client);
  const Key = await vi.waitFor(async () => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'quarantine' }));
    expect(Contents[0]?.Key).toMatch(/^aws\/lambda\/[0-9a-f-]{36}\/shardId-0{11}[01]\/\d{4}\/\d\d\/\d\d\//);
    return Contents[0]?.Key;
  }, 5000);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'quarantine', Key }));
  const { payload } = JSON.parse((await Body?.transformToString()) ?? '');
  expect(Buffer.from(JSON.parse(payload).Records[0].kinesis.data, 'base64').toString()).toBe('lost');
});

test('throttled invocations are tried again and cost no retry', async () => {
  let attempts = 0;
  const { cloud, delivered } = await start(ofStream({ MaximumRetryAttempts: 0 }), () => {
    attempts += 1;
    if (attempts < 3) throw Object.assign(new Error('busy'), { name: 'Throttled' });
  });
  await putRecords(cloud, [['a', 'patient']]);
  await vi.waitFor(() => expect(delivered()).toEqual(['patient', 'patient', 'patient']), 5000);
});

test('a restart goes on behind the last finished record, and delivers an unfinished one again', async () => {
  const before = await start(ofStream({ BatchSize: 1 }), (texts) =>
    texts.includes('open') ? fail() : undefined,
  );
  await putRecords(before.cloud, [
    ['a', 'done'],
    ['a', 'open'],
  ]);
  await vi.waitFor(() => expect(before.delivered()).toContain('open'), 5000);
  await before.cloud.stop();
  const after = await start(ofStream({ BatchSize: 1 }), () => {}, { directory: before.cloud.directory });
  await vi.waitFor(() => expect(after.delivered()).toEqual(['open']), 5000);
});

test('a role that may not read the stream keeps the cloud from standing up', async () => {
  const statements = [{ ...reading, Action: ['kinesis:DescribeStream', 'kinesis:ListShards'] }];
  await expect(start(ofStream(), () => {}, { statements })).rejects.toThrow(
    /execution role does not have permissions to call GetShardIterator on KINESIS/,
  );
});

test('what would be ignored is refused by name', async () => {
  const mapping = ofStream({ FilterCriteria: { Filters: [{ Pattern: '{}' }] } });
  await expect(start(mapping, () => {})).rejects.toThrow(
    /FilterCriteria of AWS::Lambda::EventSourceMapping \(Events\/Mapping\)/,
  );
});

test('messages of a queue are deleted when they went well, and those that failed go to its dead letters', async () => {
  const mapping = {
    EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  };
  const { cloud, delivered } = await start(mapping, (texts, event) => ({
    batchItemFailures: texts.flatMap((text, n) =>
      text === 'bad' ? [{ itemIdentifier: event.Records[n]?.messageId }] : [],
    ),
  }));
  const sqs = new SQSClient(cloud.client);
  const QueueUrl = `${cloud.endpoint}/123456789012/queue`;
  await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl,
      Entries: ['good', 'bad'].map((text) => ({ Id: text, MessageBody: text })),
    }),
  );
  await vi.waitFor(() => expect(delivered().sort()).toEqual(['bad', 'good']));
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: `${cloud.endpoint}/123456789012/failed`,
      WaitTimeSeconds: 10,
    }),
  );
  expect(Messages?.map(({ Body }) => Body)).toEqual(['bad']);
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  expect(Attributes).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '0',
  });
});
