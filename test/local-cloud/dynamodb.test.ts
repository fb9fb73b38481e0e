import {
  BatchWriteItemCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openEngine } from '../../local/data/dynamodb/engine.ts';
import { Expiry } from '../../local/data/dynamodb/expiry.ts';
import { dataParts } from '../../local/data/index.ts';
import { type StackFixture, startCloud, type TestCloud } from './harness.ts';

const stack: StackFixture = {
  Resources: {
    Recording: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        TableName: 'recordings',
        AttributeDefinitions: [
          { AttributeName: 'recordingId', AttributeType: 'S' },
          { AttributeName: 'tenantId', AttributeType: 'S' },
          { AttributeName: 'createdAt', AttributeType: 'S' },
        ],
        KeySchema: [{ AttributeName: 'recordingId', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
        GlobalSecondaryIndexes: [
          {
            IndexName: 'byTenant',
            KeySchema: [
              { AttributeName: 'tenantId', KeyType: 'HASH' },
              { AttributeName: 'createdAt', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        Replicas: [
          {
            Region: 'eu-central-1',
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          },
          // There is no second region here; the replica is the other region's.
          { Region: 'us-east-1' },
        ],
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      },
    },
    Live: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [
          { AttributeName: 'recordingId', AttributeType: 'S' },
          { AttributeName: 'item', AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: 'recordingId', KeyType: 'HASH' },
          { AttributeName: 'item', KeyType: 'RANGE' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
      },
    },
  },
};
const TableName = 'recordings';

let cloud: TestCloud;
let dynamo: DynamoDBClient;
let documents: DynamoDBDocumentClient;
let live: string;

async function connect(directory?: string): Promise<void> {
  cloud = await startCloud({
    parts: dataParts,
    stacks: { Data: stack },
    ...(directory ? { directory } : {}),
  });
  dynamo = new DynamoDBClient(cloud.client);
  documents = DynamoDBDocumentClient.from(dynamo);
  live = cloud.references.identity('Data/Live').ref;
}

beforeAll(() => connect());
afterAll(async () => cloud?.[Symbol.asyncDispose]());

test('a table is what its template says', async () => {
  const { Table } = await dynamo.send(new DescribeTableCommand({ TableName }));
  expect(Table).toMatchObject({
    TableStatus: 'ACTIVE',
    TableArn: 'arn:aws:dynamodb:eu-central-1:123456789012:table/recordings',
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    GlobalSecondaryIndexes: [{ IndexName: 'byTenant', IndexStatus: 'ACTIVE' }],
  });
  const { TimeToLiveDescription } = await dynamo.send(new DescribeTimeToLiveCommand({ TableName }));
  expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
  const backups = await dynamo.send(new DescribeContinuousBackupsCommand({ TableName }));
  expect(
    backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus,
  ).toBe('ENABLED');
});

test('items are written, updated, found by index and read in batches', async () => {
  for (const n of [1, 2, 3]) {
    await documents.send(
      new PutCommand({
        TableName,
        Item: { recordingId: `rec_${n}`, tenantId: 'tnt_1', createdAt: `2026-0${n}`, tags: new Set(['a']) },
      }),
    );
  }
  const updated = await documents.send(
    new UpdateCommand({
      TableName,
      Key: { recordingId: 'rec_1' },
      UpdateExpression: 'SET #s = :s ADD batches :one',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: { ':s': 'open', ':one': 1 },
      ReturnValues: 'ALL_NEW',
    }),
  );
  expect(updated.Attributes).toMatchObject({ recordingId: 'rec_1', status: 'open', batches: 1 });
  const { Items } = await documents.send(
    new QueryCommand({
      TableName,
      IndexName: 'byTenant',
      KeyConditionExpression: 'tenantId = :t AND createdAt > :from',
      ExpressionAttributeValues: { ':t': 'tnt_1', ':from': '2026-01' },
      ScanIndexForward: false,
    }),
  );
  expect(Items?.map(({ recordingId }) => recordingId)).toEqual(['rec_3', 'rec_2']);
  const batch = await documents.send(
    new BatchGetCommand({
      RequestItems: { [TableName]: { Keys: [{ recordingId: 'rec_2' }, { recordingId: 'none' }] } },
    }),
  );
  expect(batch.Responses?.[TableName]).toHaveLength(1);
});

test('of many conditional puts of one item, one succeeds', async () => {
  const attempts = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) =>
      documents.send(
        new PutCommand({
          TableName: live,
          Item: { recordingId: 'rec_1', item: 'batch#000001', n },
          ConditionExpression: 'attribute_not_exists(recordingId)',
        }),
      ),
    ),
  );
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

// Recorded from AWS: localstack tests/aws/services/dynamodb/test_dynamodb.py::TestDynamoDB::test_return_values_on_conditions_check_failure
test('a failed condition gives back the item when it is asked for', async () => {
  await documents.send(
    new PutCommand({ TableName: live, Item: { recordingId: 'r', item: 'meta', sequence: 4 } }),
  );
  const put = (ReturnValuesOnConditionCheckFailure?: 'ALL_OLD') =>
    dynamo.send(
      new PutItemCommand({
        TableName: live,
        Item: { recordingId: { S: 'r' }, item: { S: 'meta' } },
        ConditionExpression: 'attribute_not_exists(recordingId)',
        ReturnValuesOnConditionCheckFailure,
      }),
    );
  await expect(put('ALL_OLD')).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
    message: 'The conditional request failed',
    Item: { recordingId: { S: 'r' }, item: { S: 'meta' }, sequence: { N: '4' } },
  });
  await expect(put()).rejects.toSatisfy((error: object) => !('Item' in error) || error.Item === undefined);
});

test('what the backing would ignore silently is refused by name', async () => {
  const Put = { TableName, Item: { recordingId: { S: 'x' } } };
  await expect(
    dynamo.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }] })),
  ).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringContaining('TransactWriteItems'),
  });
  await expect(
    dynamo.send(new ExecuteStatementCommand({ Statement: `SELECT * FROM ${TableName}` })),
  ).rejects.toMatchObject({ message: expect.stringContaining('ExecuteStatement') });
});

test('a table with a stream does not stand up', async () => {
  const Properties = {
    ...stack.Resources.Live?.Properties,
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
  };
  await expect(
    startCloud({
      parts: dataParts,
      stacks: { Data: { Resources: { Live: { Type: 'AWS::DynamoDB::Table', Properties } } } },
    }),
  ).rejects.toThrow(/StreamSpecification of AWS::DynamoDB::Table \(Data\/Live\)/);
});

test('mistakes are refused with the messages that DynamoDB has for them', async () => {
  await expect(
    documents.send(new GetCommand({ TableName: 'missing', Key: { recordingId: 'x' } })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException', message: 'Requested resource not found' });
  await expect(documents.send(new GetCommand({ TableName, Key: { wrong: 'x' } }))).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'The provided key element does not match the schema',
  });
  await expect(
    documents.send(new PutCommand({ TableName, Item: { recordingId: 'big', data: 'x'.repeat(410_000) } })),
  ).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Item size has exceeded the maximum allowed size',
  });
});

test('time to live is switched on and off, and not twice the same way', async () => {
  const update = (Enabled: boolean) =>
    dynamo.send(
      new UpdateTimeToLiveCommand({
        TableName: live,
        TimeToLiveSpecification: { AttributeName: 'until', Enabled },
      }),
    );
  expect((await update(true)).TimeToLiveSpecification).toEqual({ AttributeName: 'until', Enabled: true });
  await expect(update(true)).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'TimeToLive is already enabled',
  });
  await update(false);
  const { TimeToLiveDescription } = await dynamo.send(new DescribeTimeToLiveCommand({ TableName: live }));
  expect(TimeToLiveDescription?.TimeToLiveStatus).toBe('DISABLED');
});

test('the sweep deletes what has expired, and keeps what has time left or a mistaken one', async () => {
  const engine = openEngine(`${cloud.directory}/sweep/items`, '123456789012', 'eu-central-1');
  const clock = vi.fn(() => Date.UTC(2026, 10, 20));
  const expiry = new Expiry(`${cloud.directory}/sweep/ttl.sqlite`, engine, clock);
  await engine.run('CreateTable', {
    TableName: 'swept',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  await vi.waitFor(async () => {
    const { Table } = await engine.run('DescribeTable', { TableName: 'swept' });
    expect(Table).toMatchObject({ TableStatus: 'ACTIVE' });
  });
  expiry.declare('swept', 'until', true);
  const now = clock() / 1000;
  const times = { past: now - 1, future: now + 60, ancient: now - 6 * 365 * 86_400 };
  for (const [id, until] of Object.entries(times)) {
    await engine.run('PutItem', { TableName: 'swept', Item: { id: { S: id }, until: { N: String(until) } } });
  }
  await engine.run('PutItem', { TableName: 'swept', Item: { id: { S: 'text' }, until: { S: '1' } } });
  expect(await expiry.sweep('swept', ['id'])).toBe(1);
  clock.mockReturnValue(Date.UTC(2026, 10, 20, 0, 2));
  expect(await expiry.sweep('swept', ['id'])).toBe(1);
  const { Items } = await engine.run('Scan', { TableName: 'swept' });
  expect((Items as { id: { S: string } }[]).map(({ id }) => id.S).sort()).toEqual(['ancient', 'text']);
  expiry.close();
  await engine.close();
});

test('items survive a restart', async () => {
  const item = { recordingId: { S: 'kept' }, item: { S: 'meta' } };
  await dynamo.send(
    new BatchWriteItemCommand({ RequestItems: { [live]: [{ PutRequest: { Item: item } }] } }),
  );
  await cloud.stop();
  await connect(cloud.directory);
  const { Items } = await documents.send(
    new ScanCommand({
      TableName: live,
      FilterExpression: 'recordingId = :r',
      ExpressionAttributeValues: { ':r': 'kept' },
    }),
  );
  expect(Items).toEqual([{ recordingId: 'kept', item: 'meta' }]);
});
