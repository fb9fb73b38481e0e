import { join } from 'node:path';
import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import { createKeyIssuer } from '../../local/gateway/credentials.ts';
import { functionRole, startCloud, type TestCloud } from './harness.ts';

const TableName = 'items';
const Resource = `arn:aws:dynamodb:eu-central-1:123456789012:table/${TableName}`;
const within = (action: string, condition: object) => ({
  ...{ Effect: 'Allow', Action: `dynamodb:${action}`, Resource },
  Condition: condition,
});
const partition = (pattern: string) => ({ 'dynamodb:LeadingKeys': [pattern] });

let cloud: TestCloud;
let narrow: DynamoDBClient;
beforeAll(async () => {
  const { Type, Properties } = functionRole(
    within('GetItem', { 'ForAllValues:StringLike': partition('TENANT#*') }),
    within('PutItem', { 'ForAllValues:StringLike': partition('EVENT#*') }),
    within('BatchGetItem', { 'ForAllValues:StringLike': partition('GUIDE#*') }),
    within('UpdateItem', {
      'ForAllValues:StringLike': partition('TENANT#*'),
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'lastUsedAt'] },
      Null: { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' },
    }),
  );
  cloud = await startCloud({
    stacks: {
      Narrow: {
        Resources: {
          Role: { Type, Properties: { ...Properties, RoleName: 'narrow' } },
          Items: {
            Type: 'AWS::DynamoDB::Table',
            Properties: {
              ...{ TableName, BillingMode: 'PAY_PER_REQUEST' },
              AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
              KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
            },
          },
        },
      },
    },
    parts: dataParts,
  });
  const issuer = createKeyIssuer(join(cloud.directory, 'state', 'gateway'), cloud.account);
  narrow = new DynamoDBClient({ ...cloud.client, credentials: issuer.session('narrow', 'test', 600_000) });
});
afterAll(() => cloud[Symbol.asyncDispose]());

const refused = { name: 'AccessDeniedException' };
const pk = (S: string) => ({ pk: { S } });
const update = (key: string, UpdateExpression: string, more: object = {}) =>
  narrow.send(
    new UpdateItemCommand({
      ...{ TableName, Key: pk(key), UpdateExpression },
      ExpressionAttributeValues: { ':at': { S: 'now' } },
      ...more,
    }),
  );

test('a role that is kept to partitions reads and writes in these only', async () => {
  await narrow.send(new GetItemCommand({ TableName, Key: pk('TENANT#1') }));
  await narrow.send(new PutItemCommand({ TableName, Item: pk('EVENT#1') }));
  await expect(narrow.send(new GetItemCommand({ TableName, Key: pk('USER#1') }))).rejects.toMatchObject(
    refused,
  );
  await expect(narrow.send(new PutItemCommand({ TableName, Item: pk('TENANT#1') }))).rejects.toMatchObject(
    refused,
  );
  const batch = (...keys: string[]) =>
    narrow.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: keys.map(pk) } } }));
  await batch('GUIDE#1', 'GUIDE#2');
  await expect(batch('GUIDE#1', 'USER#1')).rejects.toMatchObject(refused);
  await expect(batch('TENANT#1')).rejects.toMatchObject(refused);
});

test('a role that is kept to attributes changes these only, and asks for no others', async () => {
  await update('TENANT#1', 'SET lastUsedAt = :at');
  await update('TENANT#1', 'SET #last = :at', { ExpressionAttributeNames: { '#last': 'lastUsedAt' } });
  await expect(update('TENANT#1', 'SET scopes = :at')).rejects.toMatchObject(refused);
  await expect(update('TENANT#1', 'SET lastUsedAt = :at REMOVE revokedAt')).rejects.toMatchObject(refused);
  await expect(
    update('TENANT#1', 'SET #last = :at', { ExpressionAttributeNames: { '#last': 'role' } }),
  ).rejects.toMatchObject(refused);
  await expect(
    update('TENANT#1', 'SET lastUsedAt = :at', { ConditionExpression: 'hash = :at' }),
  ).rejects.toMatchObject(refused);
  await expect(update('USER#1', 'SET lastUsedAt = :at')).rejects.toMatchObject(refused);
});
