import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../../local/data/index.ts';
import { auditEventOf } from '../../../test/fakes/audit.ts';
import { startCloud, type TestCloud } from '../../../test/local-cloud/harness.ts';
import { appendEvents } from '../../domain/audit/append-events.ts';
import { exportDaily } from '../../domain/audit/export-daily.ts';
import { exportLog } from '../../domain/audit/export-log.ts';
import { readLog } from '../../domain/audit/read-log.ts';
import { verifyLog } from '../../domain/audit/verify-log.ts';
import type { Table } from '../../runtime/document-client.ts';
import { appendableLog } from './appendable-log.ts';
import { loggedTenants, logIndex, readableLog } from './readable-log.ts';
import { s3Exports } from './s3-exports.ts';

const bucket = 'exports';
let cloud: TestCloud;
let table: Table;
let s3: S3Client;

beforeAll(async () => {
  const key = (AttributeName: string, KeyType: string) => ({ AttributeName, KeyType });
  const index = (IndexName: string, hash: string, range: string) => ({
    IndexName,
    KeySchema: [key(hash, 'HASH'), key(range, 'RANGE')],
    Projection: { ProjectionType: 'ALL' },
  });
  const names = ['tenantId', 'item', 'moment', 'actorOfTenant', 'resourceOfTenant', 'listing'];
  const Audit = {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'audit',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [key('tenantId', 'HASH'), key('item', 'RANGE')],
      GlobalSecondaryIndexes: [
        index('byTime', 'tenantId', 'moment'),
        index('byActor', 'actorOfTenant', 'moment'),
        index('byResource', 'resourceOfTenant', 'moment'),
        index('byListing', 'listing', 'tenantId'),
      ],
    },
  };
  const Exports = {
    Type: 'AWS::S3::Bucket',
    Properties: {
      BucketName: bucket,
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 10 } },
      },
    },
  };
  cloud = await startCloud({ stacks: { Audit: { Resources: { Audit, Exports } } }, parts: dataParts });
  table = { client: DynamoDBDocumentClient.from(new DynamoDBClient(cloud.client)), name: 'audit' };
  s3 = new S3Client(cloud.client);
});
afterAll(() => cloud[Symbol.asyncDispose]());

const append = (tenantId: string, ...ids: string[]) =>
  appendEvents(
    appendableLog(table),
    tenantId,
    ids.map((id) => auditEventOf({ id, tenantId, resource: { kind: 'Link', id: `lnk_${id}` } })),
  );
const exports = () => s3Exports(bucket, s3);
const exporting = (tenantId: string) =>
  exportLog({ log: readableLog(table), exports: exports(), announce: async () => {} }, tenantId);
const verify = (tenantId: string) =>
  verifyLog({ log: readableLog(table), exported: exports().lines }, tenantId);

test('a log is read back as it was appended, by time, actor and resource, and by no other tenant', async () => {
  await append('tnt_read', 'a', 'b');
  await append('tnt_read', 'c');
  await append('tnt_neighbour', 'd');
  const idsOf = async (query: Parameters<typeof readLog>[2]) => {
    const page = await readLog(logIndex(table), 'tnt_read', query);
    return page.ok ? page.value.entries.map(({ id }) => id) : page.reason;
  };
  expect(await idsOf({})).toEqual(['c', 'b', 'a']);
  expect(await idsOf({ actor: 'usr_ada' })).toEqual(['c', 'b', 'a']);
  expect(await idsOf({ resource: 'lnk_b' })).toEqual(['b']);
  expect(await idsOf({ from: '2026-03-01T10:00:00Z', to: '2026-03-01T10:00:00.001Z' })).toHaveLength(3);
  expect(await idsOf({ to: '2026-03-01T10:00:00Z' })).toEqual([]);
  expect(await idsOf({ from: '2026-03-02T00:00:00Z' })).toEqual([]);
  expect(await verify('tnt_read')).toMatchObject({ ok: true, entries: 3 });
});

test('an export holds what came since the one before, and all of them make up the log', async () => {
  const tenantId = 'tnt_export';
  await append(tenantId, 'a', 'b');
  const first = await exporting(tenantId);
  await append(tenantId, 'c');
  const second = await exporting(tenantId);
  expect(first).toMatchObject({ ok: true, value: { fromSequence: 1, toSequence: 2 } });
  expect(second).toMatchObject({ ok: true, value: { fromSequence: 3, toSequence: 3 } });
  expect(await exporting(tenantId)).toEqual({ ok: false, reason: 'nothing-new' });
  const listed = await exports().list(tenantId);
  expect(listed.map(({ toSequence }) => toSequence)).toEqual([3, 2]);
  const days = (Date.parse(listed[0]?.lockedUntil ?? '') - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(9.9);
  const lines: string[] = [];
  for await (const { text } of await exports().lines(tenantId)) lines.push(text);
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(['a', 'b', 'c']);
  expect(await (await fetch(listed[0]?.url ?? '')).text()).toBe(`${lines[2]}\n`);
});

test('a delete marker or a forged later version of an export hides nothing', async () => {
  const tenantId = 'tnt_hidden';
  await append(tenantId, 'a');
  await exporting(tenantId);
  const [exported] = await exports().list(tenantId);
  const Key = `${tenantId}/${exported?.id}-${exported?.lastHash}.jsonl`;
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'forged\n' }));
  expect(await verify(tenantId)).toMatchObject({ ok: true });
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  expect(await exports().list(tenantId)).toHaveLength(1);
  expect(await exporting(tenantId)).toEqual({ ok: false, reason: 'nothing-new' });
});

test('the daily run locks away each tenant’s log, and says so when one was tampered with', async () => {
  await append('tnt_daily', 'a', 'b');
  const queued: string[] = [];
  const ports = {
    log: readableLog(table),
    exports: exports(),
    exported: exports().lines,
    tenants: () => loggedTenants(table),
    queue: async (tenantIds: readonly string[]) => void queued.push(...tenantIds),
  };
  await exportDaily(ports, { everyTenant: true });
  expect(queued).toContain('tnt_daily');
  await exportDaily(ports, { tenantId: 'tnt_daily' });
  expect(await exports().lastSequence('tnt_daily')).toBe(2);
  const shortened = { ...ports.log, rows: async function* () {} };
  await expect(exportDaily({ ...ports, log: shortened }, { tenantId: 'tnt_daily' })).rejects.toMatchObject({
    name: 'AuditLogTampered',
    message: 'tnt_daily: row 1 truncated',
  });
});
