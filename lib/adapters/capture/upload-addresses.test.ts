import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../../local/data/index.ts';
import { startCloud, type TestCloud } from '../../../test/local-cloud/harness.ts';
import { s3Intake } from './intake.ts';
import { s3UploadAddresses } from './upload-addresses.ts';

let cloud: TestCloud;
let client: S3Client;

beforeAll(async () => {
  cloud = await startCloud({
    stacks: {
      Buckets: { Resources: { Intake: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'intake' } } } },
    },
    parts: dataParts,
  });
  client = new S3Client({ ...cloud.client, requestChecksumCalculation: 'WHEN_REQUIRED' });
});
afterAll(() => cloud[Symbol.asyncDispose]());

const frame = Buffer.alloc(1_000, 5);

async function address(key: string, bytes = frame.length) {
  return s3UploadAddresses('intake', client).address(key, bytes);
}

async function stored(key: string): Promise<number | undefined> {
  try {
    const { ContentLength } = await client.send(new GetObjectCommand({ Bucket: 'intake', Key: key }));
    return ContentLength;
  } catch {
    return undefined;
  }
}

test('exactly the announced bytes can be put to the address', async () => {
  const { url, headers } = await address('tnt/rec/sht_1');
  const answer = await fetch(url, { method: 'PUT', headers, body: frame });
  expect(answer.status).toBe(200);
  expect(await stored('tnt/rec/sht_1')).toBe(1_000);
});

test('more bytes, fewer bytes, another type, another key or another method are refused', async () => {
  const { url, headers } = await address('tnt/rec/sht_2');
  const attempts = [
    fetch(url, { method: 'PUT', headers, body: Buffer.alloc(1_001) }),
    fetch(url, { method: 'PUT', headers, body: Buffer.alloc(10) }),
    fetch(url, { method: 'PUT', headers: { 'content-type': 'text/html' }, body: frame }),
    fetch(url.replace('sht_2', 'sht_3'), { method: 'PUT', headers, body: frame }),
    fetch(url, { method: 'GET', headers: { 'content-type': 'application/octet-stream' } }),
  ];
  for (const answer of await Promise.all(attempts)) expect(answer.status).toBe(403);
  expect(await stored('tnt/rec/sht_2')).toBeUndefined();
  expect(await stored('tnt/rec/sht_3')).toBeUndefined();
});

test('emptying a recording’s part of the intake leaves the others’ alone', async () => {
  for (const key of ['tnt/rec_a/1', 'tnt/rec_a/2', 'tnt/rec_ab/1']) {
    const { url, headers } = await address(key);
    await fetch(url, { method: 'PUT', headers, body: frame });
  }
  await s3Intake('intake', client).empty('tnt/rec_a/');
  expect(await Promise.all(['tnt/rec_a/1', 'tnt/rec_a/2', 'tnt/rec_ab/1'].map(stored))).toEqual([
    undefined,
    undefined,
    1_000,
  ]);
});
