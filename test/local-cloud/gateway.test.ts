import { createHash, createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import { Sha256 } from '@aws-crypto/sha256-js';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createKeyIssuer } from '../../local/gateway/credentials.ts';
import type { AwsRequest, AwsService } from '../../local/service.ts';
import { functionRole, lambdaFunction, startCloud, type TestCloud } from './harness.ts';

/** Takes every operation of some services and keeps what the gateway handed over. */
const received: AwsRequest[] = [];

const jsonService = (name: string, resource: string): AwsService => ({
  names: [name],
  permissions: (request) => [
    { action: `${name}:${request.headers['x-amz-target']?.split('.')[1]}`, resource },
  ],
  handle: async (request) => {
    received.push(request);
    return {
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: '{"ShardId":"s"}',
    };
  },
  error: ({ code, message, status }) => ({
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({ __type: code, message }),
  }),
});

const bucket: AwsService = {
  names: ['s3'],
  permissions: ({ method }) =>
    method === 'OPTIONS'
      ? []
      : [{ action: method === 'GET' ? 's3:GetObject' : 's3:PutObject', resource: 'arn:aws:s3:::b/k' }],
  handle: async (request) => {
    received.push(request);
    return { status: 200, body: request.method === 'GET' ? 'content' : '' };
  },
  error: ({ code, message, status }) => ({
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  }),
};

const calls = `
import { DynamoDBClient, GetItemCommand, DeleteItemCommand } from ${JSON.stringify(import.meta.resolve('@aws-sdk/client-dynamodb'))};
const client = new DynamoDBClient({ maxAttempts: 1 });
export const handler = async ({ times = 1, forbidden }) => {
  const Command = forbidden ? DeleteItemCommand : GetItemCommand;
  for (let n = 0; n < times; n++) await client.send(new Command({ TableName: 't', Key: { id: { S: 'x' } } }));
  return { key: process.env.AWS_ACCESS_KEY_ID, secret: process.env.AWS_SECRET_ACCESS_KEY, token: process.env.AWS_SESSION_TOKEN };
};`;

const table = 'arn:aws:dynamodb:eu-central-1:123456789012:table/t';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startCloud({
    functions: { calls },
    parts: () => [
      {
        name: 'recorded',
        services: [jsonService('dynamodb', table), jsonService('kinesis', 'arn:k'), bucket],
      },
    ],
    stacks: {
      Gateway: {
        Resources: {
          Role: functionRole({ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: table }),
          Calls: lambdaFunction('calls', 'Role', { FunctionName: 'calls' }),
        },
      },
    },
  });
});

afterAll(async () => cloud?.[Symbol.asyncDispose]());
beforeEach(() => {
  received.length = 0;
  cloud.faults.healAll();
});

const dynamo = (overrides: object = {}) => new DynamoDBClient({ ...cloud.client, ...overrides });
const s3 = (overrides: object = {}) => new S3Client({ ...cloud.client, ...overrides });
const getItem = () => new GetItemCommand({ TableName: 't', Key: { id: { S: 'x' } } });

async function invokeCalls(event: unknown) {
  const lambda = new LambdaClient(cloud.client);
  const { Payload = [] } = await lambda.send(
    new InvokeCommand({ FunctionName: 'calls', Payload: JSON.stringify(event) }),
  );
  return JSON.parse(Buffer.from(Payload).toString());
}

test('HTTP/1 and HTTP/2 clients reach their service on one port', async () => {
  await dynamo().send(getItem());
  const kinesis = new KinesisClient(cloud.client);
  await kinesis.send(new PutRecordCommand({ StreamName: 's', PartitionKey: 'p', Data: Buffer.from('x') }));
  kinesis.destroy();
  expect(received.map(({ service }) => service)).toEqual(['dynamodb', 'kinesis']);
  expect(received[0]?.principal.admin).toBe(true);
});

test('a wrong secret is refused in the words of the service', async () => {
  const credentials = { ...cloud.client.credentials, secretAccessKey: 'wrong' };
  await expect(dynamo({ credentials }).send(getItem())).rejects.toMatchObject({
    name: 'InvalidSignatureException',
    message:
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  });
  await expect(
    s3({ credentials }).send(new GetObjectCommand({ Bucket: 'b', Key: 'k' })),
  ).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
    $metadata: { httpStatusCode: 403 },
  });
  expect(received).toEqual([]);
});

test('a key that was never issued is refused', async () => {
  const credentials = { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' };
  await expect(dynamo({ credentials }).send(getItem())).rejects.toMatchObject({
    name: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  });
  await expect(
    s3({ credentials }).send(new GetObjectCommand({ Bucket: 'b', Key: 'k' })),
  ).rejects.toMatchObject({
    name: 'InvalidAccessKeyId',
  });
});

test('an old request is refused: after five minutes, by S3 after fifteen', async () => {
  const old = (minutes: number) => ({ systemClockOffset: -minutes * 60_000 });
  await expect(dynamo(old(6)).send(getItem())).rejects.toMatchObject({
    name: 'InvalidSignatureException',
    message: expect.stringMatching(
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
    ),
  });
  const get = new GetObjectCommand({ Bucket: 'b', Key: 'k' });
  await expect(s3(old(14)).send(get)).resolves.toBeDefined();
  await expect(s3(old(16)).send(get)).rejects.toMatchObject({ name: 'RequestTimeTooSkewed' });
});

test('a body that was changed on the way is refused', async () => {
  const signer = new SignatureV4({
    credentials: cloud.client.credentials,
    region: cloud.region,
    service: 'dynamodb',
    sha256: Sha256,
  });
  const url = new URL(cloud.endpoint);
  const signed = await signer.sign({
    method: 'POST',
    protocol: 'http:',
    hostname: url.hostname,
    path: '/',
    headers: { host: url.host, 'x-amz-target': 'DynamoDB_20120810.GetItem' },
    body: '{"TableName":"t"}',
  });
  const send = (body: string) => fetch(cloud.endpoint, { method: 'POST', headers: signed.headers, body });
  expect((await send('{"TableName":"t"}')).status).toBe(200);
  const changed = await send('{"TableName":"u"}');
  expect(changed.status).toBe(400);
  expect(await changed.json()).toMatchObject({ __type: 'InvalidSignatureException' });
});

test('a region that is not the one of the cloud is refused', async () => {
  await expect(dynamo({ region: 'us-west-2' }).send(getItem())).rejects.toMatchObject({
    message: "Credential should be scoped to a valid region, not 'us-west-2'. ",
  });
});

test('a streamed upload arrives without its framing and with its trailing checksum', async () => {
  const content = Buffer.alloc(300_000, 'guide');
  await s3().send(
    new PutObjectCommand({
      Bucket: 'b',
      Key: 'k/ä b+c.webp',
      Body: Readable.from([content.subarray(0, 100_000), content.subarray(100_000)]),
      ContentLength: content.length,
      ChecksumAlgorithm: 'CRC32',
    }),
  );
  const [put] = received;
  expect(put?.body.equals(content)).toBe(true);
  expect(put?.headers['x-amz-checksum-crc32']).toMatch(/^[A-Za-z0-9+/]{6}==$/);
  expect(put?.headers['content-encoding']).toBeUndefined();
});

test('a presigned address works for its method and its time only', async () => {
  const put = await getSignedUrl(
    s3(),
    new PutObjectCommand({ Bucket: 'b', Key: 'k', ContentType: 'image/webp' }),
    {
      expiresIn: 60,
      signableHeaders: new Set(['content-type']),
    },
  );
  const upload = (url: string, init: RequestInit) => fetch(url, { method: 'PUT', body: 'image', ...init });
  expect((await upload(put, { headers: { 'content-type': 'image/webp' } })).status).toBe(200);
  const wrongType = await upload(put, { headers: { 'content-type': 'text/html' } });
  expect([wrongType.status, await wrongType.text()]).toEqual([
    403,
    expect.stringContaining('SignatureDoesNotMatch'),
  ]);
  expect((await fetch(put)).status).toBe(403);
  expect((await upload(put.replace('/b/k', '/b/other'), {})).status).toBe(403);
  const extra = await upload(put, { headers: { 'content-type': 'image/webp', 'x-amz-acl': 'public-read' } });
  expect(await extra.text()).toContain('There were headers present in the request which were not signed');
  const expired = await getSignedUrl(s3(), new GetObjectCommand({ Bucket: 'b', Key: 'k' }), {
    expiresIn: 60,
    signingDate: new Date(Date.now() - 61_000),
  });
  const late = await fetch(expired);
  expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
});

/** A signed stream as older SDKs send it: each chunk's signature continues the one before. */
async function signedStream(chunks: readonly string[], tampered = false) {
  const length = chunks.join('').length;
  const url = new URL(`${cloud.endpoint}/b/k`);
  const { secretAccessKey } = cloud.client.credentials;
  const signer = new SignatureV4({
    credentials: cloud.client.credentials,
    region: cloud.region,
    service: 's3',
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
  const { headers } = await signer.sign({
    method: 'PUT',
    protocol: 'http:',
    hostname: url.hostname,
    path: url.pathname,
    headers: {
      host: url.host,
      'content-encoding': 'aws-chunked',
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      'x-amz-decoded-content-length': String(length),
    },
  });
  const timestamp = headers['x-amz-date'] ?? '';
  const scope = `${timestamp.slice(0, 8)}/${cloud.region}/s3/aws4_request`;
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  let previous = headers.authorization?.split('Signature=')[1] ?? '';
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const framed = [...chunks, ''].map((chunk) => {
    const text = ['AWS4-HMAC-SHA256-PAYLOAD', timestamp, scope, previous, sha256(''), sha256(chunk)].join(
      '\n',
    );
    previous = hmac(key, text).toString('hex');
    const sent = tampered ? chunk.replace('g', 'G') : chunk;
    return `${chunk.length.toString(16)};chunk-signature=${previous}\r\n${sent}\r\n`;
  });
  return fetch(url, { method: 'PUT', headers, body: framed.join('') });
}

test('every chunk of a signed stream is verified', async () => {
  expect((await signedStream(['first guide ', 'second'])).status).toBe(200);
  expect(received[0]?.body.toString()).toBe('first guide second');
  const refused = await signedStream(['first guide ', 'second'], true);
  expect([refused.status, await refused.text()]).toEqual([
    403,
    expect.stringContaining('SignatureDoesNotMatch'),
  ]);
  expect(received).toHaveLength(1);
});

test('an unsigned call of anything but S3 is told that its token is missing', async () => {
  const answer = await fetch(cloud.endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
    body: '{}',
  });
  expect([answer.status, await answer.json()]).toEqual([
    400,
    { __type: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token' },
  ]);
});

test('an unsigned read of an object is refused unless a policy lets everybody in', async () => {
  const answer = await fetch(`${cloud.endpoint}/b/k`);
  expect([answer.status, await answer.text()]).toEqual([
    403,
    expect.stringContaining('<Code>AccessDenied</Code>'),
  ]);
});

test('a preflight needs no signature', async () => {
  expect((await fetch(`${cloud.endpoint}/b/k`, { method: 'OPTIONS' })).status).toBe(200);
});

test('a service that does not exist here is named in the refusal', async () => {
  const { SQSClient, ListQueuesCommand } = await import('@aws-sdk/client-sqs');
  await expect(new SQSClient(cloud.client).send(new ListQueuesCommand({}))).rejects.toThrow(
    'The local cloud does not support the service sqs',
  );
});

test('a function may do what its role grants and nothing else', async () => {
  expect(await invokeCalls({})).toMatchObject({ key: expect.stringMatching(/^ASIA/) });
  const denied = await invokeCalls({ forbidden: true });
  expect(denied).toMatchObject({ errorType: 'AccessDeniedException' });
  expect(denied.errorMessage).toMatch(
    /^User: arn:aws:sts::123456789012:assumed-role\/Gateway-Role-\w+\/calls is not authorized to perform: dynamodb:DeleteItem on resource: arn:aws:dynamodb:eu-central-1:123456789012:table\/t because no identity-based policy allows the dynamodb:DeleteItem action$/,
  );
});

test("a function's key is worth nothing without its session token", async () => {
  const { key, secret, token } = await invokeCalls({});
  const credentials = { accessKeyId: key, secretAccessKey: secret };
  await expect(dynamo({ credentials }).send(getItem())).rejects.toMatchObject({
    name: 'UnrecognizedClientException',
  });
  await dynamo({ credentials: { ...credentials, sessionToken: token } }).send(getItem());
  expect(received.at(-1)?.principal).toMatchObject({
    admin: false,
    role: expect.stringMatching(/^Gateway-Role/),
  });
});

test('sessions end, and outlive a restart until then', () => {
  let now = 1_000_000;
  const directory = `${cloud.directory}/keys`;
  const { accessKeyId, sessionToken } = createKeyIssuer(directory, '1', () => now).session('r', 'n', 5_000);
  const restarted = createKeyIssuer(directory, '1', () => now);
  expect(restarted.holder(accessKeyId, sessionToken)).toMatchObject({ ok: true, principal: { role: 'r' } });
  now += 5_000;
  expect(restarted.holder(accessKeyId, sessionToken)).toEqual({ ok: false, reason: 'expired-token' });
  expect(restarted.holder(accessKeyId, `${sessionToken}x`)).toEqual({ ok: false, reason: 'unknown-key' });
});

test('an operation can be made to fail a number of times', async () => {
  const fault = cloud.faults.fail({
    action: 'dynamodb:GetItem',
    times: 2,
    error: { code: 'ProvisionedThroughputExceededException', message: 'slow down' },
  });
  for (let n = 0; n < 2; n++)
    await expect(dynamo().send(getItem())).rejects.toMatchObject({
      name: 'ProvisionedThroughputExceededException',
    });
  await dynamo().send(getItem());
  expect(fault.struck()).toBe(2);
  expect(received).toHaveLength(1);
});

test.each([
  ['before', 1],
  ['after', 2],
] as const)('a worker can be killed %s its second call takes effect', async (when, effects) => {
  cloud.faults.killWorker({ functionName: 'calls', call: 2, when });
  expect(await invokeCalls({ times: 3 })).toMatchObject({
    errorType: 'Runtime.ExitError',
    errorMessage: expect.stringMatching(/signal: killed$/),
  });
  expect(received).toHaveLength(effects);
  expect(await invokeCalls({ times: 3 })).toMatchObject({ key: expect.any(String) });
});
