import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import { type CloudFixture, functionRole, lambdaFunction, startCloud } from './harness.ts';

/** A custom resource's function that answers as it is told and counts in its physical id. */
const provider = `
export const handler = async (event) => {
  const { Mode, Answer } = event.ResourceProperties;
  if (Mode === 'throw') throw new TypeError('no database');
  if (Mode === 'silent') return;
  await fetch(event.ResponseURL, {
    method: 'PUT',
    body: JSON.stringify({
      Status: Mode === 'fail' ? 'FAILED' : 'SUCCESS',
      Reason: 'migration 0002 failed',
      PhysicalResourceId: 'made-' + event.RequestType,
      LogicalResourceId: event.LogicalResourceId, RequestId: event.RequestId, StackId: event.StackId,
      Data: { Answer, Old: event.OldResourceProperties?.Answer ?? 'none', Seen: JSON.stringify(event.ResourceProperties) },
    }),
  });
};`;

const fixture = (properties: Record<string, unknown>, more: Partial<CloudFixture> = {}): CloudFixture => ({
  functions: { provider },
  stacks: {
    Main: {
      Resources: {
        Role: functionRole(),
        Provider: lambdaFunction('provider', 'Role'),
        Made: {
          Type: 'Custom::Thing',
          Properties: { ServiceToken: { 'Fn::GetAtt': ['Provider', 'Arn'] }, ...properties },
        },
      },
      Outputs: {
        Ref: { Value: { Ref: 'Made' } },
        Answer: { Value: { 'Fn::GetAtt': ['Made', 'Answer'] } },
        Old: { Value: { 'Fn::GetAtt': ['Made', 'Old'] } },
        Seen: { Value: { 'Fn::GetAtt': ['Made', 'Seen'] } },
      },
    },
  },
  ...more,
});

const outputs = ({ references }: { references: { outputs(): [string, string, string][] } }) =>
  Object.fromEntries(references.outputs().map(([, key, value]) => [key, value]));

test('a custom resource is made once, updated when its properties change, and remembered over restarts', async () => {
  const first = await startCloud(fixture({ Answer: 1, Flag: true }));
  expect(outputs(first)).toMatchObject({ Ref: 'made-Create', Answer: '1', Old: 'none' });
  expect(JSON.parse(outputs(first).Seen ?? '')).toMatchObject({ Answer: '1', Flag: 'true' });
  await first.stop();

  const again = await startCloud(fixture({ Answer: 1, Flag: true }, { directory: first.directory }));
  expect(outputs(again).Ref).toBe('made-Create');
  await again.stop();

  await using changed = await startCloud(fixture({ Answer: 2, Flag: true }, { directory: first.directory }));
  expect(outputs(changed)).toMatchObject({ Ref: 'made-Update', Answer: '2', Old: '1' });
});

test.each([
  ['fail', 'migration 0002 failed'],
  ['throw', 'TypeError: no database'],
])('a custom resource that %ss stops the stand-up with its reason', async (Mode, reason) => {
  await expect(startCloud(fixture({ Mode }))).rejects.toThrow(
    `Cannot create Custom::Thing Main/Made: ${reason}`,
  );
});

const deployment = (
  files: Record<string, string>,
  properties: Record<string, unknown> = {},
): CloudFixture => ({
  files: { site: files },
  parts: dataParts,
  stacks: {
    Web: {
      Resources: {
        Site: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'site' } },
        Deployed: {
          Type: 'Custom::CDKBucketDeployment',
          Properties: {
            ServiceToken: 'unused',
            SourceBucketNames: ['assets'],
            SourceObjectKeys: ['site.zip'],
            SourceMarkers: [
              {
                '<<address>>': {
                  'Fn::Join': ['', ['https://sqs.', { Ref: 'AWS::Region' }, '.amazonaws.com']],
                },
              },
            ],
            DestinationBucketName: { Ref: 'Site' },
            SystemMetadata: { 'cache-control': 'max-age=60' },
            ...properties,
          },
        },
      },
    },
  },
});

test('a bucket deployment copies its files, fills in addresses, and prunes what it no longer has', async () => {
  const first = await startCloud(
    deployment({ 'index.html': '<h1>', 'config.json': '{"a":"<<address>>"}', 'old/x.js': '1' }),
  );
  const s3 = new S3Client(first.client);
  const config = await s3.send(new GetObjectCommand({ Bucket: 'site', Key: 'config.json' }));
  expect(config).toMatchObject({ ContentType: 'application/json', CacheControl: 'max-age=60' });
  expect(JSON.parse((await config.Body?.transformToString()) ?? '')).toEqual({ a: first.endpoint });
  await first.stop();

  await using second = await startCloud({
    ...deployment({ 'index.html': '<h2>' }),
    directory: first.directory,
  });
  const listed = await new S3Client(second.client).send(new ListObjectsV2Command({ Bucket: 'site' }));
  expect(listed.Contents?.map(({ Key }) => Key)).toEqual(['index.html']);
});
