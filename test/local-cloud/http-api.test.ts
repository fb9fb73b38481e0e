import { generateKeyPairSync } from 'node:crypto';
import { connect } from 'node:net';
import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
} from '@aws-sdk/client-kinesis';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { exportJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import { edgeParts } from '../../local/edge/index.ts';
import { att, handler, integration, invocable, ref, route, serviceRole } from './edge-fixtures.ts';
import type { TestCloud } from './harness.ts';
import { functionRole, startCloud } from './harness.ts';

let cloud: TestCloud;
let address: string;

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const issuer = {
  'Fn::Join': ['', ['https://', ref('Api'), '.execute-api.', ref('AWS::Region'), '.amazonaws.com']],
};
const gateway = 'apigateway.amazonaws.com';
const guarded = { AuthorizationType: 'JWT', AuthorizerId: ref('Tokens'), AuthorizationScopes: ['guides'] };

function direct(subtype: string, parameters: Record<string, unknown>, role = 'DirectRole') {
  return {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: ref('Api'),
      IntegrationType: 'AWS_PROXY',
      IntegrationSubtype: subtype,
      PayloadFormatVersion: '1.0',
      RequestParameters: parameters,
      CredentialsArn: att(role, 'Arn'),
    },
  };
}

const record = { StreamName: ref('Stream'), Data: '$request.body.data', PartitionKey: '$request.path.id' };

beforeAll(async () => {
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
  cloud = await startCloud({
    parts: (context) => [...dataParts(context), ...edgeParts(context)],
    functions: {
      Echo: handler('return event;'),
      Answer: handler('return JSON.parse(event.body);'),
      Fails: handler('throw new Error("no");'),
      Slow: handler('await new Promise((r) => setTimeout(r, 5000)); return {};'),
      Keys: handler(
        'return event.rawPath.endsWith("jwks.json") ? JSON.parse(process.env.JWKS) : { issuer: process.env.ISSUER, jwks_uri: process.env.ISSUER + "/.well-known/jwks.json" };',
      ),
      Door: handler('return { isAuthorized: event.headers["x-ticket"] === "right", context: { seat: 7 } };'),
    },
    stacks: {
      Api: {
        Resources: {
          Role: functionRole(),
          Api: {
            Type: 'AWS::ApiGatewayV2::Api',
            Properties: {
              Name: 'api',
              ProtocolType: 'HTTP',
              CorsConfiguration: {
                AllowOrigins: ['https://app.example', 'chrome-extension://*'],
                AllowMethods: ['GET', 'POST'],
                AllowHeaders: ['authorization'],
                AllowCredentials: true,
                MaxAge: 600,
              },
            },
          },
          Stage: {
            Type: 'AWS::ApiGatewayV2::Stage',
            Properties: {
              ApiId: ref('Api'),
              StageName: '$default',
              AutoDeploy: true,
              DefaultRouteSettings: { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 1000 },
              RouteSettings: { 'GET /rare': { ThrottlingRateLimit: 0.001, ThrottlingBurstLimit: 2 } },
            },
          },
          Tokens: {
            Type: 'AWS::ApiGatewayV2::Authorizer',
            Properties: {
              ApiId: ref('Api'),
              Name: 'tokens',
              AuthorizerType: 'JWT',
              IdentitySource: ['$request.header.Authorization'],
              JwtConfiguration: { Issuer: issuer, Audience: ['guidewright'] },
            },
          },
          DoorAuthorizer: {
            Type: 'AWS::ApiGatewayV2::Authorizer',
            Properties: {
              ApiId: ref('Api'),
              Name: 'door',
              AuthorizerType: 'REQUEST',
              AuthorizerPayloadFormatVersion: '2.0',
              EnableSimpleResponses: true,
              IdentitySource: ['$request.header.x-ticket'],
              AuthorizerUri: {
                'Fn::Sub': `arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Door.Arn}/invocations`,
              },
            },
          },
          ...invocable('Echo', gateway),
          ...invocable('Answer', gateway),
          ...invocable('Fails', gateway),
          ...invocable('Slow', gateway, { Timeout: 30 }),
          ...invocable('Keys', gateway, {
            Environment: { Variables: { ISSUER: issuer, JWKS: JSON.stringify({ keys: [jwk] }) } },
          }),
          ...invocable('Door', gateway),
          ...integration('Echo'),
          ...integration('Answer'),
          ...integration('Fails'),
          ...integration('Slow', { TimeoutInMillis: 150 }),
          ...integration('Keys'),
          Stream: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1 } },
          Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
          DirectRole: serviceRole(
            gateway,
            { Effect: 'Allow', Action: 'kinesis:PutRecord', Resource: att('Stream', 'Arn') },
            { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: att('Queue', 'Arn') },
          ),
          PowerlessRole: serviceRole(gateway),
          BatchIntegration: direct('Kinesis-PutRecord', record),
          UngrantedIntegration: direct('Kinesis-PutRecord', record, 'PowerlessRole'),
          FallbackIntegration: direct('SQS-SendMessage', {
            QueueUrl: ref('Queue'),
            MessageBody: '$request.body.data',
          }),
          EchoRoute: route('GET /v1/guides/{id}', 'Echo'),
          StaticRoute: route('GET /v1/guides/mine', 'Echo'),
          AnyRoute: route('ANY /v1/{proxy+}', 'Echo'),
          PostRoute: route('POST /echo', 'Echo'),
          AnswerRoute: route('POST /answer', 'Answer'),
          FailsRoute: route('GET /fails', 'Fails'),
          SlowRoute: route('GET /slow', 'Slow'),
          RareRoute: route('GET /rare', 'Echo'),
          KeysRoute: route('GET /.well-known/{file}', 'Keys'),
          GuardedRoute: route('GET /guarded', 'Echo', guarded),
          GuardedAnyRoute: route('ANY /guarded/any', 'Echo', guarded),
          DoorRoute: route('GET /door', 'Echo', {
            AuthorizationType: 'CUSTOM',
            AuthorizerId: ref('DoorAuthorizer'),
          }),
          BatchRoute: route('POST /recordings/{id}/batches', 'Batch'),
          UngrantedRoute: route('POST /recordings/{id}/ungranted', 'Ungranted'),
          FallbackRoute: route('POST /recordings/{id}/fallback', 'Fallback'),
        },
        Outputs: {
          Issuer: { Value: issuer },
          QueueUrl: { Value: ref('Queue') },
          Stream: { Value: ref('Stream') },
        },
      },
    },
  });
  address = `http://127.0.0.1:${cloud.ports.api}`;
});

afterAll(async () => cloud?.[Symbol.asyncDispose]());

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${address}${path}`, { headers });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${address}${path}`, { method: 'POST', body: text, headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function token(claims: Record<string, unknown> = {}, key = privateKey) {
  return await new SignJWT({ scope: 'guides profile', ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
    .setIssuer(String(claims.iss ?? address))
    .setAudience(String(claims.aud ?? 'guidewright'))
    .setSubject('usr_1')
    .setExpirationTime((claims.exp as number | undefined) ?? '5m')
    .sign(key);
}

test('a function gets an event of payload format 2.0', async () => {
  const { status, headers, body } = await get('/v1/guides/a%20b?tag=x&tag=y&q=1', {
    cookie: 'a=1; b=2',
    'x-one': '1',
  });
  expect(status).toBe(200);
  expect(headers.get('apigw-requestid')).toMatch(/=$/);
  expect(body).toMatchObject({
    version: '2.0',
    routeKey: 'GET /v1/guides/{id}',
    rawPath: '/v1/guides/a b',
    rawQueryString: 'tag=x&tag=y&q=1',
    queryStringParameters: { tag: 'x,y', q: '1' },
    pathParameters: { id: 'a b' },
    cookies: ['a=1', 'b=2'],
    isBase64Encoded: false,
    requestContext: {
      accountId: cloud.account,
      http: { method: 'GET', path: '/v1/guides/a b', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
      routeKey: 'GET /v1/guides/{id}',
      stage: '$default',
    },
  });
  expect(body.headers['x-one']).toBe('1');
  expect(body.headers['x-forwarded-for']).toBe('127.0.0.1');
  expect(body.headers.cookie).toBeUndefined();
});

test('the most specific route takes a request', async () => {
  const keys = await Promise.all(
    ['/v1/guides/mine', '/v1/guides/other', '/v1/guides/other/steps'].map(
      async (path) => (await get(path)).body.routeKey,
    ),
  );
  expect(keys).toEqual(['GET /v1/guides/mine', 'GET /v1/guides/{id}', 'ANY /v1/{proxy+}']);
  const posted = await post('/v1/guides/mine', '{}');
  expect(JSON.parse(posted.text)).toMatchObject({
    routeKey: 'ANY /v1/{proxy+}',
    pathParameters: { proxy: 'guides/mine' },
  });
});

test('a path without a route, and one that is no percent-encoding, are refused', async () => {
  expect(await get('/nowhere')).toMatchObject({ status: 404, body: { message: 'Not Found' } });
  expect((await get('/v1/%zz')).status).toBe(400);
});

test('a text body reaches the function as text and any other in base64', async () => {
  const text = await post('/echo', 'plain', { 'content-type': 'text/plain' });
  expect(JSON.parse(text.text)).toMatchObject({ body: 'plain', isBase64Encoded: false });
  const form = await post('/echo', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' });
  expect(JSON.parse(form.text)).toMatchObject({ body: 'YT0x', isBase64Encoded: true });
});

test('a function decides status, headers, cookies and a binary body', async () => {
  const response = await post('/answer', {
    statusCode: 201,
    headers: { 'X-Made': 'yes', 'content-type': 'image/webp' },
    cookies: ['a=1; Path=/', 'b=2'],
    body: Buffer.from('pixels').toString('base64'),
    isBase64Encoded: true,
  });
  expect(response).toMatchObject({ status: 201, text: 'pixels' });
  expect(response.headers.get('x-made')).toBe('yes');
  expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
});

test('an answer without a status is the body of a 200', async () => {
  const response = await post('/answer', { hello: 'world' });
  expect(response).toMatchObject({ status: 200, text: '{"hello":"world"}' });
  expect(response.headers.get('content-type')).toBe('application/json');
  expect((await post('/answer', '"just text"')).text).toBe('just text');
});

test('a function that fails is a 500 and one that takes too long a 503', async () => {
  expect(await get('/fails')).toMatchObject({ status: 500, body: { message: 'Internal Server Error' } });
  expect(await get('/slow')).toMatchObject({ status: 503, body: { message: 'Service Unavailable' } });
});

test('an answer that cannot be sent as HTTP is a 500', async () => {
  expect((await post('/answer', { statusCode: 200, headers: { 'x-bad': 'a\nb' } })).status).toBe(500);
  expect((await post('/answer', { statusCode: 99 })).status).toBe(500);
});

test('a valid token passes and its claims reach the function as text', async () => {
  const { status, body } = await get('/guarded', {
    authorization: `Bearer ${await token({ roles: ['a', 'b'] })}`,
  });
  expect(status).toBe(200);
  expect(body.requestContext.authorizer.jwt).toMatchObject({
    claims: { sub: 'usr_1', aud: 'guidewright', roles: '[a b]' },
    scopes: ['guides', 'profile'],
  });
});

test.each([
  ['none at all', async () => undefined],
  ['one of another key', async () => await token({}, stranger)],
  ['one for another audience', async () => await token({ aud: 'somebody' })],
  ['one of another issuer', async () => await token({ iss: 'https://issuer.example' })],
  ['an expired one', async () => await token({ exp: Math.floor(Date.now() / 1000) - 10 })],
  ['one not valid yet', async () => await token({ nbf: Math.floor(Date.now() / 1000) + 60 })],
  [
    'one signed with a shared secret',
    async () =>
      await new SignJWT({ scope: 'guides', iss: address, aud: 'guidewright', exp: 9_999_999_999 })
        .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
        .sign(new TextEncoder().encode('a secret that is long enough for it')),
  ],
  ['garbage', async () => 'garbage'],
])('of tokens, %s is unauthorized', async (_name, make) => {
  const made = await make();
  const answer = await get('/guarded', made === undefined ? {} : { authorization: `Bearer ${made}` });
  expect(answer).toMatchObject({ status: 401, body: { message: 'Unauthorized' } });
  expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
});

test('a token without the scope of the route is forbidden', async () => {
  const answer = await get('/guarded', { authorization: `Bearer ${await token({ scope: 'profile' })}` });
  expect(answer).toMatchObject({ status: 403, body: { message: 'Forbidden' } });
});

test('a function authorizer lets in, keeps out, and hands its context on', async () => {
  expect(await get('/door')).toMatchObject({ status: 401, body: { message: 'Unauthorized' } });
  expect(await get('/door', { 'x-ticket': 'wrong' })).toMatchObject({
    status: 403,
    body: { message: 'Forbidden' },
  });
  const { body } = await get('/door', { 'x-ticket': 'right' });
  expect(body.requestContext.authorizer).toEqual({ lambda: { seat: 7 } });
});

// As recorded against AWS in localstack's `test_apigw_v2_http_kinesis_put_record`.
test.each([undefined, 'application/json'])(
  'a batch goes straight into the stream (content type %s)',
  async (type) => {
    const data = Buffer.from(`frame ${type}`).toString('base64');
    const headers: Record<string, string> = type ? { 'content-type': type } : {};
    const { status, text } = await post('/recordings/rec_1/batches', { data }, headers);
    expect(status).toBe(200);
    const { SequenceNumber, ShardId } = JSON.parse(text);
    const kinesis = new KinesisClient(cloud.client);
    const StreamName = cloud.references.outputs().find(([, key]) => key === 'Stream')?.[2];
    const { Shards } = await kinesis.send(new ListShardsCommand({ StreamName }));
    expect(Shards?.map((shard) => shard.ShardId)).toContain(ShardId);
    const { ShardIterator } = await kinesis.send(
      new GetShardIteratorCommand({
        StreamName,
        ShardId,
        ShardIteratorType: 'AT_SEQUENCE_NUMBER',
        StartingSequenceNumber: SequenceNumber,
      }),
    );
    const { Records } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    expect(Records?.[0]).toMatchObject({ PartitionKey: 'rec_1' });
    expect(Buffer.from(Records?.[0]?.Data ?? []).toString()).toBe(`frame ${type}`);
  },
);

// As recorded against AWS in localstack's `test_apigw_v2_http_kinesis_put_record_no_stream`.
test.each([{}, { data: '' }, 'not JSON'])(
  'a batch whose data is missing or empty is a 400 (%o)',
  async (body) => {
    expect((await post('/recordings/rec_1/batches', body)).status).toBe(400);
  },
);

test('what the stream refuses, or the role may not do, is a 500', async () => {
  const longKey = 'k'.repeat(300);
  expect((await post(`/recordings/${longKey}/batches`, { data: 'AAAA' })).status).toBe(500);
  expect((await post('/recordings/rec_1/ungranted', { data: 'AAAA' })).status).toBe(500);
  // Kinesis refuses it with 400, SerializationException (boto/botocore#413, aws/aws-sdk-php#650).
  for (const data of ['AAA', 'not base64 at all', 'AA=A'])
    expect((await post('/recordings/rec_1/batches', { data })).status).toBe(500);
});

test('a message goes straight into the queue', async () => {
  const { status, text } = await post('/recordings/rec_1/fallback', { data: 'AAAA' });
  expect(status).toBe(200);
  const QueueUrl = cloud.localAddress(
    cloud.references.outputs().find(([, key]) => key === 'QueueUrl')?.[2] ?? '',
  );
  const { Messages } = await new SQSClient(cloud.client).send(
    new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 2 }),
  );
  expect(Messages?.[0]).toMatchObject({ Body: 'AAAA', MessageId: JSON.parse(text).MessageId });
});

test('a preflight is answered without the function, for allowed origins', async () => {
  const ask = (origin: string) =>
    fetch(`${address}/guarded`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'GET' },
    });
  const allowed = await ask('https://app.example');
  expect(allowed.status).toBe(204);
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://app.example');
  expect(allowed.headers.get('access-control-allow-methods')).toBe('GET,POST');
  expect(allowed.headers.get('access-control-max-age')).toBe('600');
  expect((await ask('chrome-extension://abc')).headers.get('access-control-allow-origin')).toBe(
    'chrome-extension://abc',
  );
  expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
});

test('a route that takes OPTIONS gets the preflight too, authorizer and all', async () => {
  const ask = (path: string) =>
    fetch(`${address}${path}`, {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example', 'access-control-request-method': 'GET' },
    });
  const taken = await ask('/v1/guides/1');
  expect(await taken.json()).toMatchObject({ routeKey: 'ANY /v1/{proxy+}' });
  expect(taken.headers.get('access-control-allow-methods')).toBe('GET,POST');
  expect((await ask('/guarded/any')).status).toBe(401);
});

test('answers and refusals carry CORS headers', async () => {
  const answer = await get('/v1/guides/1', { origin: 'https://app.example' });
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example');
  expect(
    (await get('/guarded', { origin: 'https://app.example' })).headers.get(
      'access-control-allow-credentials',
    ),
  ).toBe('true');
});

test('a route lets no more requests through than its burst', async () => {
  const statuses: number[] = [];
  for (let call = 0; call < 4; call++) statuses.push((await get('/rare')).status);
  expect(statuses).toEqual([200, 200, 429, 429]);
  expect((await get('/v1/guides/1')).status).toBe(200);
});

test('a payload over 10 MB is refused, also when its length is not announced', async () => {
  expect((await post('/echo', 'x'.repeat(10 * 1024 * 1024 + 1))).status).toBe(413);
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  const body = new ReadableStream({
    start(controller) {
      for (let sent = 0; sent < 11; sent++) controller.enqueue(chunk);
      controller.close();
    },
  });
  const streamed = await fetch(`${address}/echo`, { method: 'POST', body, duplex: 'half' } as RequestInit);
  expect(streamed.status).toBe(413);
});

test('a client that sends an endless body is cut off without its bytes being kept', async () => {
  const before = process.memoryUsage().arrayBuffers;
  let highest = 0;
  const sent = await new Promise<number>((resolve) => {
    const socket = connect(cloud.ports.api, '127.0.0.1');
    const chunk = Buffer.from(`100000\r\n${'x'.repeat(0x100000)}\r\n`);
    socket.write('POST /echo HTTP/1.1\r\nhost: local\r\ntransfer-encoding: chunked\r\n\r\n');
    const write = () => {
      highest = Math.max(highest, process.memoryUsage().arrayBuffers - before);
      while (socket.writable && socket.write(chunk));
    };
    socket
      .on('drain', write)
      .on('connect', write)
      .on('error', () => undefined);
    socket.on('close', () => resolve(socket.bytesWritten));
  });
  expect(sent).toBeGreaterThan(10 * 1024 * 1024);
  expect(sent).toBeLessThan(64 * 1024 * 1024);
  expect(highest).toBeLessThan(40 * 1024 * 1024);
});
