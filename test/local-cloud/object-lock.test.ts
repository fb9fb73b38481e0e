import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import { startCloud, type TestCloud } from './harness.ts';

let cloud: TestCloud;
let s3: S3Client;
beforeAll(async () => {
  const bucket = (BucketName: string, properties: object) => ({
    Type: 'AWS::S3::Bucket',
    Properties: { BucketName, ...properties },
  });
  const byDefault = {
    ObjectLockEnabled: true,
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 10 } },
    },
  };
  cloud = await startCloud({
    stacks: {
      Locked: {
        Resources: {
          Locked: bucket('locked', byDefault),
          Lockable: bucket('lockable', { ObjectLockEnabled: true }),
          Plain: bucket('plain', {}),
        },
      },
    },
    parts: dataParts,
  });
  s3 = new S3Client(cloud.client);
});
afterAll(() => cloud[Symbol.asyncDispose]());

const inDays = (days: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + days * 24 * 3_600_000);
const put = (Bucket: string, Key: string, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body: 'evidence', ...more }));
const remove = (Bucket: string, Key: string, VersionId?: string) =>
  s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
const retentionOf = async (Bucket: string, Key: string, VersionId?: string) =>
  (await s3.send(new GetObjectRetentionCommand({ Bucket, Key, VersionId }))).Retention;
const refused = (name: string, status: number, message: string) => ({
  name,
  message,
  $metadata: expect.objectContaining({ httpStatusCode: status }),
});
const protectedByLock = refused(
  'AccessDenied',
  403,
  'Access Denied because object protected by object lock.',
);

test('what is written is locked by the bucket’s rule, and not even the administrator deletes the version', async () => {
  const { VersionId } = await put('locked', 'a');
  const retention = await retentionOf('locked', 'a', VersionId);
  expect(retention?.Mode).toBe('COMPLIANCE');
  expect(Math.abs((retention?.RetainUntilDate?.getTime() ?? 0) - inDays(10).getTime())).toBeLessThan(5_000);
  await expect(remove('locked', 'a', VersionId)).rejects.toMatchObject(protectedByLock);
});

test('a deletion without a version, or another body, only hides it: the version is still there', async () => {
  const { VersionId } = await put('locked', 'b');
  await put('locked', 'b', { Body: 'another' });
  expect((await remove('locked', 'b')).DeleteMarker).toBe(true);
  await expect(s3.send(new GetObjectCommand({ Bucket: 'locked', Key: 'b' }))).rejects.toMatchObject({
    name: 'NoSuchKey',
  });
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'locked', Key: 'b', VersionId }));
  expect(await Body?.transformToString()).toBe('evidence');
  const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: 'locked', Prefix: 'b' }));
  expect(Versions.at(-1)?.VersionId).toBe(VersionId);
});

test('a delete marker is no version: it can be deleted, and the object is back', async () => {
  await put('locked', 'c');
  const { VersionId } = await remove('locked', 'c');
  await remove('locked', 'c', VersionId);
  expect((await s3.send(new GetObjectCommand({ Bucket: 'locked', Key: 'c' }))).ContentLength).toBe(8);
});

test('of several deletions those of locked versions are refused one by one', async () => {
  const locked = await put('lockable', 'd', {
    ObjectLockMode: 'COMPLIANCE',
    ObjectLockRetainUntilDate: inDays(1),
  });
  const free = await put('lockable', 'e');
  const { Deleted, Errors } = await s3.send(
    new DeleteObjectsCommand({
      Bucket: 'lockable',
      Delete: {
        Objects: [
          { Key: 'd', VersionId: locked.VersionId },
          { Key: 'e', VersionId: free.VersionId },
        ],
      },
    }),
  );
  expect(Deleted?.map(({ Key }) => Key)).toEqual(['e']);
  expect(Errors).toEqual([
    {
      Key: 'd',
      VersionId: locked.VersionId,
      Code: 'AccessDenied',
      Message: 'Access Denied because object protected by object lock.',
    },
  ]);
});

test('a retention that the request brings is the one that holds, until its time is over', async () => {
  const until = inDays(3);
  await put('locked', 'f', { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until });
  expect((await retentionOf('locked', 'f'))?.RetainUntilDate).toEqual(until);
  const soon = new Date(Date.now() + 1_000);
  const { VersionId } = await put('lockable', 'g', {
    ObjectLockMode: 'COMPLIANCE',
    ObjectLockRetainUntilDate: soon,
  });
  await expect(remove('lockable', 'g', VersionId)).rejects.toMatchObject(protectedByLock);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await remove('lockable', 'g', VersionId);
});

test('a copy into the bucket is locked as well', async () => {
  await put('plain', 'source');
  await s3.send(new CopyObjectCommand({ Bucket: 'locked', Key: 'copy', CopySource: 'plain/source' }));
  expect((await retentionOf('locked', 'copy'))?.Mode).toBe('COMPLIANCE');
});

test('half a retention, one in the past, an unknown mode, and a bucket without locks are refused', async () => {
  const both = 'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied';
  await expect(put('lockable', 'x', { ObjectLockMode: 'COMPLIANCE' })).rejects.toMatchObject(
    refused('InvalidArgument', 400, both),
  );
  await expect(put('lockable', 'x', { ObjectLockRetainUntilDate: inDays(1) })).rejects.toMatchObject(
    refused('InvalidArgument', 400, both),
  );
  await expect(
    put('lockable', 'x', { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: inDays(-1) }),
  ).rejects.toMatchObject(refused('InvalidArgument', 400, 'The retain until date must be in the future!'));
  await expect(
    put('lockable', 'x', { ObjectLockMode: 'NONE', ObjectLockRetainUntilDate: inDays(1) }),
  ).rejects.toMatchObject(refused('InvalidArgument', 400, 'Unknown wormMode directive.'));
  await expect(
    put('plain', 'x', { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: inDays(1) }),
  ).rejects.toMatchObject(refused('InvalidRequest', 400, 'Bucket is missing Object Lock Configuration'));
  await put('plain', 'x');
  await expect(retentionOf('plain', 'x')).rejects.toMatchObject(
    refused('InvalidRequest', 400, 'Bucket is missing Object Lock Configuration'),
  );
  await put('lockable', 'x');
  await expect(retentionOf('lockable', 'x')).rejects.toMatchObject(
    refused(
      'NoSuchObjectLockConfiguration',
      404,
      'The specified object does not have a ObjectLock configuration',
    ),
  );
});

test('a locked write without a checksum is refused', async () => {
  const without = new S3Client({ ...cloud.client, requestChecksumCalculation: 'WHEN_REQUIRED' });
  await expect(
    without.send(new PutObjectCommand({ Bucket: 'locked', Key: 'y', Body: 'evidence' })),
  ).rejects.toMatchObject({ name: 'InvalidRequest', $metadata: { httpStatusCode: 400 } });
});

test('a bucket tells its rule', async () => {
  const ruleOf = async (Bucket: string) =>
    (await s3.send(new GetObjectLockConfigurationCommand({ Bucket }))).ObjectLockConfiguration;
  expect(await ruleOf('locked')).toEqual({
    ObjectLockEnabled: 'Enabled',
    Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 10 } },
  });
  expect(await ruleOf('lockable')).toEqual({ ObjectLockEnabled: 'Enabled' });
  await expect(ruleOf('plain')).rejects.toMatchObject(
    refused(
      'ObjectLockConfigurationNotFoundError',
      404,
      'Object Lock configuration does not exist for this bucket',
    ),
  );
});
