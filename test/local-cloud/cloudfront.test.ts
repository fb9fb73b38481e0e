import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import {
  CloudFrontClient,
  CreateInvalidationCommand,
  GetInvalidationCommand,
} from '@aws-sdk/client-cloudfront';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedCookies, getSignedUrl } from '@aws-sdk/cloudfront-signer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import { edgeParts } from '../../local/edge/index.ts';
import {
  att,
  handler,
  integration,
  invocable,
  originAccess,
  ref,
  route,
  signingPair,
} from './edge-fixtures.ts';
import type { TestCloud } from './harness.ts';
import { functionRole, startCloud } from './harness.ts';

let cloud: TestCloud;
let address: string;
let keyPairId: string;

const signing = signingPair();
const strange = signingPair();
const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
const optimized = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const disabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const allViewerExceptHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const behaviour = (TargetOriginId: string, rest: object = {}) => ({
  TargetOriginId,
  ViewerProtocolPolicy: 'redirect-to-https',
  CachePolicyId: optimized,
  Compress: true,
  ...rest,
});

beforeAll(async () => {
  cloud = await startCloud({
    parts: (context) => [...dataParts(context), ...edgeParts(context)],
    functions: {
      Count: handler(
        'globalThis.n = (globalThis.n ?? 0) + 1; return { statusCode: event.rawPath.endsWith("/fails") ? 503 : event.rawPath.endsWith("/unknown") ? 404 : 200, headers: { "cache-control": "max-age=60" }, body: JSON.stringify({ n: globalThis.n, event }) };',
      ),
    },
    stacks: {
      Edge: {
        Resources: {
          Role: functionRole(),
          Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
          Stage: {
            Type: 'AWS::ApiGatewayV2::Stage',
            Properties: { ApiId: ref('Api'), StageName: '$default' },
          },
          ...invocable('Count', 'apigateway.amazonaws.com'),
          ...integration('Count'),
          CountRoute: route('ANY /{proxy+}', 'Count'),
          Bucket: { Type: 'AWS::S3::Bucket' },
          Closed: { Type: 'AWS::S3::Bucket' },
          BucketPolicy: {
            Type: 'AWS::S3::BucketPolicy',
            Properties: {
              Bucket: ref('Bucket'),
              PolicyDocument: {
                Version: '2012-10-17',
                Statement: [
                  {
                    Effect: 'Allow',
                    Principal: { Service: 'cloudfront.amazonaws.com' },
                    Action: ['s3:GetObject', 's3:ListBucket'],
                    Resource: [att('Bucket', 'Arn'), join(att('Bucket', 'Arn'), '/*')],
                    Condition: {
                      StringEquals: {
                        'AWS:SourceArn': join(
                          'arn:aws:cloudfront::',
                          ref('AWS::AccountId'),
                          ':distribution/',
                          ref('Distribution'),
                        ),
                      },
                    },
                  },
                ],
              },
            },
          },
          Access: originAccess,
          Key: {
            Type: 'AWS::CloudFront::PublicKey',
            Properties: {
              PublicKeyConfig: { CallerReference: 'k', Name: 'k', EncodedKey: signing.publicKey },
            },
          },
          Keys: {
            Type: 'AWS::CloudFront::KeyGroup',
            Properties: { KeyGroupConfig: { Name: 'g', Items: [ref('Key')] } },
          },
          Rewrite: {
            Type: 'AWS::CloudFront::Function',
            Properties: {
              Name: 'rewrite',
              AutoPublish: true,
              FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0' },
              FunctionCode: `async function handler(event) {
                const request = event.request;
                if (request.uri === '/teapot') return { statusCode: 418, headers: { 'x-by': { value: typeof process + typeof require } }, body: 'short' };
                if (request.uri === '/escape') return { statusCode: 200, body: String((() => { try { return this.constructor.constructor('return process')().pid } catch (e) { return e.name } })()) };
                if (!request.uri.includes('.')) request.uri = '/index.html';
                return request;
              }`,
            },
          },
          Headers: {
            Type: 'AWS::CloudFront::ResponseHeadersPolicy',
            Properties: {
              ResponseHeadersPolicyConfig: {
                Name: 'headers',
                SecurityHeadersConfig: {
                  ContentTypeOptions: { Override: true },
                  ContentSecurityPolicy: {
                    ContentSecurityPolicy: join("connect-src 'self' wss://", ref('Api'), '.example'),
                    Override: true,
                  },
                },
                CustomHeadersConfig: {
                  Items: [{ Header: 'X-Robots-Tag', Value: 'noindex', Override: true }],
                },
                RemoveHeadersConfig: { Items: [{ Header: 'x-amz-meta-secret' }] },
              },
            },
          },
          Distribution: {
            Type: 'AWS::CloudFront::Distribution',
            Properties: {
              DistributionConfig: {
                Enabled: true,
                DefaultRootObject: 'index.html',
                HttpVersion: 'http2',
                Origins: [
                  {
                    Id: 'bucket',
                    DomainName: att('Bucket', 'RegionalDomainName'),
                    OriginAccessControlId: att('Access', 'Id'),
                    S3OriginConfig: { OriginAccessIdentity: '' },
                  },
                  {
                    Id: 'closed',
                    DomainName: att('Closed', 'RegionalDomainName'),
                    OriginAccessControlId: att('Access', 'Id'),
                    S3OriginConfig: { OriginAccessIdentity: '' },
                  },
                  {
                    Id: 'api',
                    DomainName: join(ref('Api'), '.execute-api.', ref('AWS::Region'), '.amazonaws.com'),
                    CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
                    OriginCustomHeaders: [{ HeaderName: 'X-Origin', HeaderValue: 'edge' }],
                  },
                ],
                DefaultCacheBehavior: behaviour('bucket', {
                  ResponseHeadersPolicyId: ref('Headers'),
                  FunctionAssociations: [
                    { EventType: 'viewer-request', FunctionARN: att('Rewrite', 'FunctionARN') },
                  ],
                }),
                CacheBehaviors: [
                  behaviour('bucket', { PathPattern: '/g/*', TrustedKeyGroups: [ref('Keys')] }),
                  behaviour('bucket', { PathPattern: '/p/*' }),
                  behaviour('closed', { PathPattern: '/closed/*' }),
                  behaviour('api', { PathPattern: '/cached/*' }),
                  behaviour('api', {
                    PathPattern: '/v1/*',
                    CachePolicyId: disabled,
                    OriginRequestPolicyId: allViewerExceptHost,
                    AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
                  }),
                ],
                CustomErrorResponses: [
                  {
                    ErrorCode: 404,
                    ResponseCode: 404,
                    ResponsePagePath: '/p/missing.html',
                    ErrorCachingMinTTL: 0,
                  },
                ],
              },
            },
          },
        },
        Outputs: {
          Url: { Value: join('https://', att('Distribution', 'DomainName')) },
          Bucket: { Value: ref('Bucket') },
          Id: { Value: ref('Distribution') },
        },
      },
    },
  });
  address = output('Url');
  keyPairId = cloud.references.identity('Edge/Key').ref;
  await put('index.html', `<!doctype html><title>app</title>${'x'.repeat(2000)}`, 'text/html');
  await put('g/pub_1/index.html', `<h1>${'private '.repeat(500)}</h1>`, 'text/html');
  await put('g/pub_2/index.html', 'another', 'text/html');
  await put('p/pub_3/guide.json', JSON.stringify({ steps: 'many '.repeat(500) }), 'application/json');
  await put('p/pub_3/image.webp', 'x'.repeat(5000), 'image/webp');
  await put('p/missing.html', 'nothing here', 'text/html');
  await put('closed/a.txt', 'closed', 'text/plain');
});

afterAll(async () => cloud?.[Symbol.asyncDispose]());

function output(name: string): string {
  return cloud.localAddress(cloud.references.outputs().find(([, key]) => key === name)?.[2] ?? '');
}

async function put(Key: string, Body: string, ContentType: string, CacheControl?: string) {
  const object = { Key, Body, ContentType, CacheControl, Metadata: { secret: 'x' } };
  await new S3Client(cloud.client).send(new PutObjectCommand({ Bucket: output('Bucket'), ...object }));
}

/** A plain request: nothing is decoded, and any header may be set. */
async function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return await new Promise<{ status: number; headers: Record<string, string>; body: Buffer }>(
    (resolve, reject) => {
      const outgoing = request(
        path.startsWith('http') ? path : `${address}${path}`,
        { method, headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers as Record<string, string>,
              body: Buffer.concat(chunks),
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end();
    },
  );
}

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const customPolicy = (
  resource: string,
  condition: object = { DateLessThan: { 'AWS:EpochTime': Math.floor(Date.now() / 1000) + 3600 } },
) => JSON.stringify({ Statement: [{ Resource: resource, Condition: condition }] });
const cookieHeader = (policy: string, privateKey = signing.privateKey) =>
  Object.entries(getSignedCookies({ policy, privateKey, keyPairId }))
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');

test('an object is read under the bucket policy and then comes from the cache', async () => {
  const first = await get('/p/pub_3/guide.json');
  expect(first).toMatchObject({
    status: 200,
    headers: { 'x-cache': 'Miss from cloudfront', 'content-type': 'application/json' },
  });
  const second = await get('/p/pub_3/guide.json');
  expect(second.headers['x-cache']).toBe('Hit from cloudfront');
  expect(second.body.equals(first.body)).toBe(true);
  expect(Number(second.headers.age)).toBeGreaterThanOrEqual(0);
});

test('a bucket whose policy does not let the distribution in is forbidden', async () => {
  expect((await get('/closed/a.txt')).status).toBe(403);
});

test('text is compressed for those who accept it, images never', async () => {
  const plain = await get('/p/pub_3/guide.json');
  const zipped = await get('/p/pub_3/guide.json', { 'accept-encoding': 'gzip' });
  expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
  expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
  expect(zipped.headers.etag).toBe(`W/${plain.headers.etag}`);
  expect(
    (await get('/p/pub_3/guide.json', { 'accept-encoding': 'gzip, deflate, br' })).headers[
      'content-encoding'
    ],
  ).toBe('br');
  expect(
    (await get('/p/pub_3/guide.json', { 'accept-encoding': 'br;q=0, gzip;q=0.5' })).headers[
      'content-encoding'
    ],
  ).toBe('gzip');
  expect(
    (await get('/p/pub_3/image.webp', { 'accept-encoding': 'gzip' })).headers['content-encoding'],
  ).toBeUndefined();
});

test('who has the current version is told so', async () => {
  const { headers } = await get('/p/pub_3/image.webp');
  const unchanged = await get('/p/pub_3/image.webp', { 'if-none-match': headers.etag ?? '' });
  expect(unchanged).toMatchObject({ status: 304 });
  expect(unchanged.body).toHaveLength(0);
  expect((await get('/p/pub_3/image.webp', { 'if-none-match': '"other"' })).status).toBe(200);
  expect(
    (await get('/p/pub_3/image.webp', { 'if-modified-since': headers['last-modified'] ?? '' })).status,
  ).toBe(304);
});

test('a part of an object can be asked for', async () => {
  const part = await get('/p/pub_3/image.webp', { range: 'bytes=10-19' });
  expect(part).toMatchObject({
    status: 206,
    headers: { 'content-range': 'bytes 10-19/5000', 'content-length': '10' },
  });
  expect((await get('/p/pub_3/image.webp', { range: 'bytes=-5' })).headers['content-range']).toBe(
    'bytes 4995-4999/5000',
  );
  expect((await get('/p/pub_3/image.webp', { range: 'bytes=9000-' })).status).toBe(416);
});

test('HEAD has the length and no body', async () => {
  const head = await get('/p/pub_3/image.webp', {}, 'HEAD');
  expect(head).toMatchObject({ status: 200, headers: { 'content-length': '5000' } });
  expect(head.body).toHaveLength(0);
});

test('methods that a behaviour does not allow are refused', async () => {
  expect((await get('/p/pub_3/image.webp', {}, 'POST')).status).toBe(403);
});

test('an error is answered with the configured page', async () => {
  const missing = await get('/p/none.html');
  expect(missing).toMatchObject({ status: 404, headers: { 'content-type': 'text/html' } });
  expect(missing.body.toString()).toBe('nothing here');
});

test('the page stands for the same error of every origin, cached or not', async () => {
  const answer = await get('/v1/unknown', {}, 'POST');
  expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'text/html' } });
  expect(answer.body.toString()).toBe('nothing here');
});

test('private paths need a signature', async () => {
  const { status, headers, body } = await get('/g/pub_1/index.html');
  expect({ status, type: headers['content-type'] }).toEqual({ status: 403, type: 'text/xml' });
  expect(body.toString()).toContain('<Code>MissingKey</Code>');
});

test('a signed URL opens its own resource until it expires', async () => {
  const sign = (url: string, dateLessThan = inAnHour(), privateKey = signing.privateKey) =>
    getSignedUrl({ url, keyPairId, dateLessThan, privateKey });
  const url = sign(`${address}/g/pub_1/index.html`);
  expect((await get(url)).status).toBe(200);
  expect((await get(url.replace('pub_1', 'pub_2'))).status).toBe(403);
  expect(
    (await get(sign(`${address}/g/pub_1/index.html`, new Date(Date.now() - 5000).toISOString()))).status,
  ).toBe(403);
  expect((await get(sign(`${address}/g/pub_1/index.html`, inAnHour(), strange.privateKey))).status).toBe(403);
  expect((await get(url.replace(/Expires=\d+/, 'Expires=4102444800'))).status).toBe(403);
  expect((await get(sign(`${address}/g/pub_1/index.html?lang=de`))).status).toBe(200);
});

test('signed cookies open what their policy covers', async () => {
  const cookie = cookieHeader(customPolicy(`${address}/g/pub_1/*`));
  expect((await get('/g/pub_1/index.html', { cookie })).status).toBe(200);
  expect((await get('/g/pub_1/index.html', { cookie })).headers['x-cache']).toBe('Hit from cloudfront');
  expect((await get('/g/pub_2/index.html', { cookie })).status).toBe(403);
  expect(
    (
      await get('/g/pub_1/index.html', {
        cookie: cookieHeader(customPolicy(`${address}/g/*`), strange.privateKey),
      })
    ).status,
  ).toBe(403);
});

test.each([
  ['has ended', { DateLessThan: { 'AWS:EpochTime': 1 } }],
  [
    'has not begun',
    { DateLessThan: { 'AWS:EpochTime': 4102444800 }, DateGreaterThan: { 'AWS:EpochTime': 4102444000 } },
  ],
  [
    'is for another address',
    { DateLessThan: { 'AWS:EpochTime': 4102444800 }, IpAddress: { 'AWS:SourceIp': '192.0.2.0/24' } },
  ],
  ['never ends', {}],
])('a policy that %s opens nothing', async (_name, condition) => {
  const cookie = cookieHeader(customPolicy(`${address}/g/*`, condition));
  expect((await get('/g/pub_1/index.html', { cookie })).status).toBe(403);
});

test('a policy for this address opens', async () => {
  const condition = {
    DateLessThan: { 'AWS:EpochTime': 4102444800 },
    IpAddress: { 'AWS:SourceIp': '127.0.0.0/8' },
  };
  const cookie = cookieHeader(customPolicy(`${address}/g/*`, condition));
  expect((await get('/g/pub_1/index.html', { cookie })).status).toBe(200);
});

test('a tampered policy opens nothing', async () => {
  const cookie = cookieHeader(customPolicy(`${address}/g/pub_1/*`));
  const forged = Buffer.from(customPolicy(`${address}/g/*`))
    .toString('base64')
    .replaceAll('+', '-')
    .replaceAll('=', '_')
    .replaceAll('/', '~');
  const { status, body } = await get('/g/pub_2/index.html', {
    cookie: cookie.replace(/CloudFront-Policy=[^;]+/, `CloudFront-Policy=${forged}`),
  });
  expect(status).toBe(403);
  expect(body.toString()).toContain('<Code>AccessDenied</Code>');
});

test('a function rewrites paths, and headers of a policy are set', async () => {
  const { status, headers, body } = await get('/guides/some/where');
  expect(status).toBe(200);
  expect(body.toString()).toContain('<title>app</title>');
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-robots-tag': 'noindex' });
  expect(headers['x-amz-meta-secret']).toBeUndefined();
  expect((await get('/p/pub_3/image.webp')).headers['x-amz-meta-secret']).toBe('x');
});

test('a function can answer itself, and reaches nothing of this process', async () => {
  expect(await get('/teapot')).toMatchObject({ status: 418, headers: { 'x-by': 'undefinedundefined' } });
  expect((await get('/escape')).body.toString()).toMatch(/Error$/);
});

test('the root is the default root object', async () => {
  expect((await get('/')).body.toString()).toContain('<title>app</title>');
});

test('an uncached API gets the query, the body and the headers but for the host', async () => {
  const response = await fetch(`${address}/v1/guides?x=1`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer t',
      'content-type': 'application/json',
      cookie: 'a=1',
      'x-origin': 'made up by the viewer',
      'x-forwarded-for': '203.0.113.9',
    },
    body: '{"title":"t"}',
  });
  const { event } = (await response.json()) as {
    event: Record<string, unknown> & { headers: Record<string, string> };
  };
  expect(response.headers.get('x-cache')).toBe('Miss from cloudfront');
  expect(event).toMatchObject({
    rawPath: '/v1/guides',
    rawQueryString: 'x=1',
    body: '{"title":"t"}',
    cookies: ['a=1'],
    headers: {
      authorization: 'Bearer t',
      'x-origin': 'edge',
      'x-forwarded-for': '203.0.113.9, 127.0.0.1, 127.0.0.1',
    },
  });
  expect(event.headers.host).toBe(`127.0.0.1:${cloud.ports.api}`);
});

test('a cached API answer is asked for once, also by many at a time', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => get('/cached/many')));
  const counts = new Set(answers.map(({ body }) => JSON.parse(body.toString()).n));
  expect(counts.size).toBe(1);
  expect(JSON.parse((await get('/cached/many?ignored=1')).body.toString()).n).toBe([...counts][0]);
});

test('an error is remembered for a moment, but not where nothing is cached', async () => {
  const first = await get('/cached/fails');
  expect(first).toMatchObject({ status: 503, headers: { 'x-cache': 'Error from cloudfront' } });
  const again = await get('/cached/fails');
  expect(again.body.equals(first.body)).toBe(true);
  const uncached = await Promise.all([get('/v1/fails'), get('/v1/fails')]);
  expect(uncached.map(({ status }) => status)).toEqual([503, 503]);
  expect(uncached[0]?.body.equals(uncached[1]?.body ?? Buffer.alloc(0))).toBe(false);
});

test('what the origin confirms is kept as long as it was said to be, not for the policy’s usual day', async () => {
  await put('p/pub_5/a.txt', 'before', 'text/plain', 'max-age=0, s-maxage=1');
  const read = async () => {
    const { headers, body } = await get('/p/pub_5/a.txt');
    return `${headers['x-cache']}: ${body}`;
  };
  expect(await read()).toBe('Miss from cloudfront: before');
  await setTimeout(1_050);
  expect(await read()).toBe('RefreshHit from cloudfront: before');
  await put('p/pub_5/a.txt', 'after', 'text/plain');
  await setTimeout(1_050);
  expect(await read()).toBe('Miss from cloudfront: after');
});

test('an invalidation makes the next reader see what has changed', async () => {
  await put('p/pub_4/a.txt', 'before', 'text/plain');
  expect((await get('/p/pub_4/a.txt')).body.toString()).toBe('before');
  await put('p/pub_4/a.txt', 'after', 'text/plain');
  expect((await get('/p/pub_4/a.txt')).body.toString()).toBe('before');
  const client = new CloudFrontClient(cloud.client);
  const DistributionId = output('Id');
  const invalidate = (CallerReference: string, path: string) =>
    client.send(
      new CreateInvalidationCommand({
        DistributionId,
        InvalidationBatch: { CallerReference, Paths: { Quantity: 1, Items: [path] } },
      }),
    );
  const { Invalidation } = await invalidate('one', '/p/pub_4/*');
  expect(Invalidation).toMatchObject({
    Status: 'Completed',
    InvalidationBatch: { Paths: { Items: ['/p/pub_4/*'] } },
  });
  expect((await get('/p/pub_4/a.txt')).body.toString()).toBe('after');
  const read = await client.send(new GetInvalidationCommand({ DistributionId, Id: Invalidation?.Id }));
  expect(read.Invalidation?.Id).toBe(Invalidation?.Id);
  expect((await invalidate('one', '/p/pub_4/*')).Invalidation?.Id).toBe(Invalidation?.Id);
  await expect(invalidate('two', 'no-slash')).rejects.toMatchObject({ name: 'InvalidArgument' });
});

test('a distribution that does not exist is said not to', async () => {
  const command = new CreateInvalidationCommand({
    DistributionId: 'ENOTHING',
    InvalidationBatch: { CallerReference: 'x', Paths: { Quantity: 1, Items: ['/*'] } },
  });
  await expect(new CloudFrontClient(cloud.client).send(command)).rejects.toMatchObject({
    name: 'NoSuchDistribution',
  });
});
