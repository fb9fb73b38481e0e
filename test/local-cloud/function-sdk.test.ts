import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bundleOptions, root } from '../../lib/constructs/bundle-recipe.ts';
import { lambdaSdk } from '../../lib/constructs/lambda-sdk.ts';
import { bedrockPart } from '../../local/bedrock/part.ts';
import { dataParts } from '../../local/data/index.ts';
import { scriptedModels } from '../cloud/scripted-models.ts';
import { startCloud, type TestCloud } from './harness.ts';

/** The SDK as bundles of functions have it: what they leave out must not be missed by any call they make. */
const entry = `
  export { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
  export { DynamoDBClient } from '@aws-sdk/client-dynamodb';
  export { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
  export { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
  export { DecryptCommand, DescribeKeyCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
  export { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
  export { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
  export { getSignedUrl } from '@aws-sdk/s3-request-presigner';
  export { Logger } from '@aws-lambda-powertools/logger';
`;
type Sdk = Pick<typeof import('@aws-sdk/client-dynamodb'), 'DynamoDBClient'> &
  Pick<typeof import('@aws-sdk/client-bedrock-runtime'), 'BedrockRuntimeClient' | 'ConverseCommand'> &
  Pick<typeof import('@aws-sdk/lib-dynamodb'), 'DynamoDBDocumentClient' | 'GetCommand' | 'PutCommand'> &
  Pick<typeof import('@aws-sdk/client-kinesis'), 'KinesisClient' | 'PutRecordCommand'> &
  Pick<
    typeof import('@aws-sdk/client-kms'),
    'DecryptCommand' | 'DescribeKeyCommand' | 'GenerateDataKeyCommand' | 'KMSClient'
  > &
  Pick<
    typeof import('@aws-sdk/client-s3'),
    'GetObjectCommand' | 'ListObjectsV2Command' | 'PutObjectCommand' | 'S3Client'
  > &
  Pick<typeof import('@aws-sdk/client-secrets-manager'), 'GetSecretValueCommand' | 'SecretsManagerClient'> &
  Pick<typeof import('@aws-sdk/s3-request-presigner'), 'getSignedUrl'>;

const delegating = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'kms:*', Resource: '*' },
  ],
};
const folder = mkdtempSync(join(tmpdir(), 'guidewright-sdk-'));
let cloud: TestCloud;
let sdk: Sdk;

beforeAll(async () => {
  cloud = await startCloud({
    parts: (context) => [...dataParts(context), bedrockPart(context)],
    stacks: {
      Data: {
        Resources: {
          Table: {
            Type: 'AWS::DynamoDB::Table',
            Properties: {
              TableName: 'things',
              BillingMode: 'PAY_PER_REQUEST',
              AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
              KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
            },
          },
          Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'things' } },
          Stream: { Type: 'AWS::Kinesis::Stream', Properties: { Name: 'things', ShardCount: 1 } },
          Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: delegating } },
          Alias: {
            Type: 'AWS::KMS::Alias',
            Properties: { AliasName: 'alias/things', TargetKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } },
          },
        },
      },
    },
  });
  const { credentials, endpoint, region } = cloud.client;
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
  vi.stubEnv('AWS_REGION', region);
  vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey);
  vi.stubEnv('AWS_SESSION_TOKEN', '');
  const { outputFiles } = await build({
    ...bundleOptions(),
    entryPoints: [],
    stdin: { contents: entry, resolveDir: root },
    plugins: [lambdaSdk],
  });
  const file = join(folder, 'sdk.mjs');
  writeFileSync(file, outputFiles[0]?.contents ?? '');
  sdk = await import(pathToFileURL(file).href);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  await cloud[Symbol.asyncDispose]();
});

test('a model is asked, and a refusal is told by name and status', async () => {
  const bedrock = new sdk.BedrockRuntimeClient({ maxAttempts: 1 });
  const messages = [{ role: 'user' as const, content: [{ text: 'Hello' }] }];
  const ask = () => bedrock.send(new sdk.ConverseCommand({ modelId: 'amazon.nova-micro-v1:0', messages }));
  await expect(ask()).rejects.toMatchObject({
    name: 'AccessDeniedException',
    $metadata: { httpStatusCode: 403 },
  });
  await scriptedModels(join(cloud.directory, 'state')).script([{ text: 'Hello yourself' }]);
  expect((await ask()).output?.message?.content).toEqual([{ text: 'Hello yourself' }]);
});

test('items are written and read, and a condition that does not hold is told by name', async () => {
  const client = sdk.DynamoDBDocumentClient.from(new sdk.DynamoDBClient({}));
  const put = new sdk.PutCommand({
    TableName: 'things',
    Item: { id: 'a', count: 3, bytes: new Uint8Array([1, 2]), nested: { list: ['x', null] } },
    ConditionExpression: 'attribute_not_exists(id)',
  });
  await client.send(put);
  const { Item } = await client.send(new sdk.GetCommand({ TableName: 'things', Key: { id: 'a' } }));
  expect(Item).toEqual({
    id: 'a',
    count: 3,
    bytes: new Uint8Array([1, 2]),
    nested: { list: ['x', null] },
  });
  await expect(client.send(put)).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
    message: 'The conditional request failed',
    $fault: 'client',
    $metadata: { httpStatusCode: 400 },
  });
});

test('objects are put, listed, read and addressed, and refusals are told by name and status', async () => {
  const s3 = new sdk.S3Client({ forcePathStyle: true });
  const put = new sdk.PutObjectCommand({ Bucket: 'things', Key: 'a/b', Body: 'hello', IfNoneMatch: '*' });
  await s3.send(put);
  const { Contents } = await s3.send(new sdk.ListObjectsV2Command({ Bucket: 'things', Prefix: 'a/' }));
  expect(Contents).toEqual([
    expect.objectContaining({ Key: 'a/b', Size: 5, LastModified: expect.any(Date) }),
  ]);
  const get = new sdk.GetObjectCommand({ Bucket: 'things', Key: 'a/b' });
  const object = await s3.send(get);
  expect(await object.Body?.transformToString()).toBe('hello');
  const address = await sdk.getSignedUrl(s3, get, { expiresIn: 60 });
  expect(await (await fetch(address)).text()).toBe('hello');
  await expect(s3.send(put)).rejects.toMatchObject({
    name: 'PreconditionFailed',
    $metadata: { httpStatusCode: 412 },
  });
  await expect(s3.send(new sdk.GetObjectCommand({ Bucket: 'things', Key: 'none' }))).rejects.toMatchObject({
    name: 'NoSuchKey',
    $metadata: { httpStatusCode: 404 },
  });
});

test('data keys are made and opened under their context, and dates are dates', async () => {
  const kms = new sdk.KMSClient({});
  const made = await kms.send(
    new sdk.GenerateDataKeyCommand({
      KeyId: 'alias/things',
      KeySpec: 'AES_256',
      EncryptionContext: { of: 'a' },
    }),
  );
  const open = (of: string) =>
    kms.send(new sdk.DecryptCommand({ CiphertextBlob: made.CiphertextBlob, EncryptionContext: { of } }));
  expect((await open('a')).Plaintext).toEqual(made.Plaintext);
  await expect(open('b')).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
  const { KeyMetadata } = await kms.send(new sdk.DescribeKeyCommand({ KeyId: 'alias/things' }));
  expect(KeyMetadata?.CreationDate).toBeInstanceOf(Date);
});

test('records are put on streams, and what is not there is told by name', async () => {
  const record = { PartitionKey: 'a', Data: new Uint8Array([1]) };
  const kinesis = new sdk.KinesisClient({ requestHandler: {} });
  await expect(
    kinesis.send(new sdk.PutRecordCommand({ StreamName: 'things', ...record })),
  ).resolves.toMatchObject({ ShardId: 'shardId-000000000000' });
  await expect(
    kinesis.send(new sdk.PutRecordCommand({ StreamName: 'none', ...record })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  const secrets = new sdk.SecretsManagerClient({});
  await expect(secrets.send(new sdk.GetSecretValueCommand({ SecretId: 'none' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('a part that bundles leave out says so when it is reached', async () => {
  const adaptive = new sdk.KMSClient({ retryMode: 'adaptive' });
  await expect(adaptive.send(new sdk.DescribeKeyCommand({ KeyId: 'alias/things' }))).rejects.toMatchObject({
    name: 'LeftOutOfBundle',
    message: expect.stringContaining('adaptive retries'),
  });
});
