import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../../local/data/index.ts';
import { auditEventOf } from '../../../test/fakes/audit.ts';
import { delegating, startCloud, type TestCloud } from '../../../test/local-cloud/harness.ts';
import type { AuditEntry } from '../../contracts/audit/entry.ts';
import { appendEvents } from '../../domain/audit/append-events.ts';
import type { ReadableLog } from '../../domain/audit/audit-log.ts';
import { chainStart, nextEntry } from '../../domain/audit/chain.ts';
import { exportDaily } from '../../domain/audit/export-daily.ts';
import { exportLog } from '../../domain/audit/export-log.ts';
import { keepCheckpoints } from '../../domain/audit/keep-checkpoints.ts';
import { readLog } from '../../domain/audit/read-log.ts';
import { verifyLog } from '../../domain/audit/verify-log.ts';
import type { Table } from '../../runtime/document-client.ts';
import { appendableLog } from './appendable-log.ts';
import { kmsLogSigner, kmsLogVerifier } from './kms-log-key.ts';
import { rowItem, rowOf } from './log-items.ts';
import { logHeads, logIndex, readableLog } from './readable-log.ts';
import { s3Checkpoints } from './s3-checkpoints.ts';
import { s3Exports } from './s3-exports.ts';

const bucket = 'exports';
let cloud: TestCloud;
let table: Table;
let s3: S3Client;
let kms: KMSClient;
let keyArn: string;

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
  const SigningKey = {
    Type: 'AWS::KMS::Key',
    Properties: { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY', KeyPolicy: delegating },
  };
  cloud = await startCloud({
    stacks: { Audit: { Resources: { Audit, Exports, SigningKey } } },
    parts: dataParts,
  });
  table = { client: DynamoDBDocumentClient.from(new DynamoDBClient(cloud.client)), name: 'audit' };
  s3 = new S3Client(cloud.client);
  kms = new KMSClient(cloud.client);
  keyArn = cloud.references.identity('Audit/SigningKey').ref;
});
afterAll(() => cloud[Symbol.asyncDispose]());

const append = (tenantId: string, ...ids: string[]) =>
  appendEvents(
    { log: appendableLog(table), signer: kmsLogSigner(keyArn, kms), now: Date.now },
    tenantId,
    ids.map((id) => auditEventOf({ id, tenantId, resource: { kind: 'Link', id: `lnk_${id}` } })),
  );
const exports = () => s3Exports(bucket, s3);
const exporting = (tenantId: string) =>
  exportLog({ log: readableLog(table), exports: exports(), announce: async () => {} }, tenantId);
const checkpoints = () => s3Checkpoints(bucket, s3);
const evidence = () => ({
  exported: exports().lines,
  checkpoints: checkpoints(),
  verifier: kmsLogVerifier(keyArn, kms),
});
const verify = (tenantId: string) => verifyLog({ log: readableLog(table), ...evidence() }, tenantId);

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
    ...evidence(),
    heads: () => logHeads(table),
    now: Date.now,
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

/** Every hash from there on made anew, and the head with them, by somebody who has the table and not the key. */
async function rewrite(tenantId: string, from: number): Promise<void> {
  const entries: AuditEntry[] = [];
  for await (const { text } of readableLog(table).rows(tenantId, 1)) entries.push(JSON.parse(text));
  for (const { hash: _, previousHash: __, sequence, ...event } of entries.splice(from - 1)) {
    const forged = nextEntry(entries.at(-1) ?? chainStart, { ...event, action: 'readGuide' });
    entries.push(forged);
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { tenantId, item: rowItem(sequence) },
        UpdateExpression: 'SET #text = :text',
        ExpressionAttributeNames: { '#text': 'text' },
        ExpressionAttributeValues: { ':text': rowOf(forged).text },
      }),
    );
  }
  const { sequence, hash } = entries.at(-1) ?? chainStart;
  const Item = { tenantId, item: 'head', sequence, hash };
  await table.client.send(new PutCommand({ TableName: table.name, Item }));
}

test('rows that were made anew by somebody without the key are found, also when others came behind them', async () => {
  const tenantId = 'tnt_forged';
  await append(tenantId, 'a', 'b');
  await append(tenantId, 'c');
  const before = await verify(tenantId);
  expect(before).toMatchObject({ ok: true, signingKey: expect.stringMatching(/^[0-9a-f]{64}$/) });
  await rewrite(tenantId, 2);
  expect(await verify(tenantId)).toMatchObject({ ok: false, fault: { sequence: 2, kind: 'changed' } });
  await append(tenantId, 'd');
  const after = await verify(tenantId);
  expect(after).toMatchObject({ ok: false, entries: 4, fault: { sequence: 2, kind: 'changed' } });
});

test('an event that somebody noted as written, and that is not, comes into the log', async () => {
  const tenantId = 'tnt_noted';
  await append(tenantId, 'a');
  for (const [id, row] of Object.entries({ b: rowItem(1), c: rowItem(1), d: 'nowhere', e: undefined }))
    await table.client.send(
      new PutCommand({ TableName: table.name, Item: { tenantId, item: `event#${id}`, ...(row && { row }) } }),
    );
  await append(tenantId, 'b', 'c', 'd', 'e');
  expect(await verify(tenantId)).toMatchObject({ ok: true, entries: 5 });
});

test('each hour it is locked away where a log ends; one that was set back is found by that', async () => {
  const tenantId = 'tnt_back';
  await append(tenantId, 'a');
  await append(tenantId, 'b');
  const ports = { heads: () => logHeads(table), checkpoints: checkpoints(), now: Date.now };
  await keepCheckpoints(ports);
  await keepCheckpoints(ports);
  const [kept] = await checkpoints().list(tenantId);
  expect(kept).toMatchObject({ sequence: 2 });
  expect(await checkpoints().list(tenantId)).toHaveLength(1);
  const { Versions = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket: bucket, Prefix: `checkpoints/${tenantId}/` }),
  );
  const [{ Key, VersionId } = {}] = Versions;
  await expect(s3.send(new DeleteObjectCommand({ Bucket: bucket, Key, VersionId }))).rejects.toMatchObject({
    name: 'AccessDenied',
  });
  const back: ReadableLog = { head: async () => undefined, async *rows() {} };
  expect(await verifyLog({ log: back, ...evidence() }, tenantId)).toMatchObject({
    fault: { sequence: 1, kind: 'truncated' },
  });
});

test('a log that has not grown for hours is not locked away again', async () => {
  await append('tnt_still', 'a');
  const kept: string[] = [];
  const keep = async (tenantId: string) => void kept.push(tenantId);
  const at = (now: number) =>
    keepCheckpoints({ heads: () => logHeads(table), checkpoints: { keep }, now: () => now });
  await at(Date.now() + 4 * 3_600_000);
  expect(kept).toEqual([]);
  await at(Date.now());
  expect(kept).toContain('tnt_still');
});
