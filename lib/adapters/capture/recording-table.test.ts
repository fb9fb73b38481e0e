import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeCaptured } from '../../../test/fakes/capture-ports.ts';
import { startTables } from '../../../test/fakes/tables.ts';
import { dynamoRecordings as composedRecordings } from '../compose/dynamo-recordings.ts';
import { dynamoRecordingList } from './dynamo-recording-list.ts';
import { dynamoRecordings } from './dynamo-recordings.ts';
import { dynamoScreenshotQuota } from './dynamo-screenshot-quota.ts';

let started: Awaited<ReturnType<typeof startTables<'Recording'>>>;
let count = 0;

beforeAll(async () => {
  started = await startTables({
    Recording: {
      partition: 'recordingId',
      indexes: { byTenant: { partition: 'tenantId', sort: 'createdAt' } },
    },
  });
});
afterAll(() => started.cloud[Symbol.asyncDispose]());

const recordings = () => dynamoRecordings(started.tables.Recording);
const device = { publicKey: { kty: 'RSA' as const, n: 'n', e: 'AQAB' }, wrappedKey: 'wrapped' };

function fresh(part = {}) {
  const id = String(++count).padStart(26, '0');
  return fakeCaptured({ recordingId: `rec_${id}`, guideId: `gde_${id}`, device, ...part });
}

test('a recording is found as it was opened', async () => {
  const recording = fresh();
  expect(await recordings().open(recording, 'key-1')).toEqual(recording);
  expect(await recordings().find(recording.recordingId)).toEqual(recording);
  expect(await recordings().find('rec_unknown')).toBeUndefined();
});

test('the same key opens the first recording again, at the same moment too; another user’s key is his own', async () => {
  const attempts = [fresh(), fresh(), fresh()];
  const opened = await Promise.all(attempts.map((recording) => recordings().open(recording, 'key-2')));
  expect(new Set(opened.map(({ recordingId }) => recordingId)).size).toBe(1);
  const other = fresh({ createdBy: 'usr_2' });
  expect(await recordings().open(other, 'key-2')).toEqual(other);
});

test('finalizing happens once; whoever comes later sees what was settled', async () => {
  const recording = fresh();
  await recordings().add(recording);
  const settled = { lastSequence: 5, title: 'Title', visibility: 'link' as const, requestedBy: 'usr_1' };
  expect(await recordings().finalize(recording.recordingId, settled)).toEqual({
    ...recording,
    status: 'finalizing',
    finalized: settled,
  });
  const later = await recordings().finalize(recording.recordingId, { ...settled, lastSequence: 9 });
  expect(later.finalized?.lastSequence).toBe(5);
  await recordings().noteExecution(recording.recordingId, 'arn');
  expect((await recordings().find(recording.recordingId))?.executionArn).toBe('arn');
});

test('only a recording that is not on its way to a guide can be discarded', async () => {
  const [open, finalized] = [fresh(), fresh()];
  await recordings().add(open);
  await recordings().add(finalized);
  await recordings().finalize(finalized.recordingId, {
    lastSequence: 1,
    visibility: 'private',
    requestedBy: 'usr_1',
  });
  expect(await recordings().discard(open.recordingId)).toBe(true);
  expect(await recordings().discard(finalized.recordingId)).toBe(false);
  expect((await recordings().find(open.recordingId))?.status).toBe('discarded');
});

test('the composer reads of it what it needs, and a discarded one stays discarded', async () => {
  const recording = fresh({ tenantId: 'tnt_c' });
  await recordings().add(recording);
  const composed = composedRecordings(started.tables.Recording);
  const { recordingId, tenantId, guideId, createdBy, createdAt, keyCiphertext } = recording;
  expect(await composed.find(recordingId)).toEqual({
    recordingId,
    tenantId,
    guideId,
    createdBy,
    createdAt,
    keyCiphertext,
    status: 'recording',
  });
  expect(await composed.setStatus(recordingId, 'tnt_other', 'published')).toBe(false);
  expect((await composed.find(recordingId))?.status).toBe('recording');
  await recordings().discard(recordingId);
  expect(await composed.setStatus(recordingId, tenantId, 'published')).toBe(false);
  expect((await composed.find(recordingId))?.status).toBe('discarded');
});

test('success stands over a failure, and no failure that is told late over success', async () => {
  const { recordingId, tenantId } = fresh({ tenantId: 'tnt_d' });
  await recordings().add(fresh({ recordingId, tenantId }));
  await recordings().finalize(recordingId, { lastSequence: 1, visibility: 'link', requestedBy: 'usr_1' });
  const composed = composedRecordings(started.tables.Recording);
  const statuses: unknown[] = [];
  for (const status of ['failed', 'published', 'published', 'failed'] as const)
    statuses.push([status, await composed.setStatus(recordingId, tenantId, status)]);
  expect(statuses).toEqual([
    ['failed', true],
    ['published', true],
    ['published', true],
    ['failed', false],
  ]);
  expect((await composed.find(recordingId))?.status).toBe('published');
});

test('a tenant’s recordings are listed newest first, page by page, and only they', async () => {
  const tenantId = 'tnt_list';
  const dates = Array.from({ length: 60 }, (_, i) => new Date(1e12 + i * 1_000).toISOString());
  await Promise.all(dates.map((createdAt) => recordings().open(fresh({ tenantId, createdAt }), createdAt)));
  const list = dynamoRecordingList(started.tables.Recording);
  const first = await list.page(tenantId, undefined);
  const second = await list.page(tenantId, first?.nextCursor);
  const listed = [...(first?.recordings ?? []), ...(second?.recordings ?? [])].map(
    ({ createdAt }) => createdAt,
  );
  expect(listed).toEqual(dates.toReversed());
  expect(second).toBeDefined();
  expect(second?.nextCursor).toBeUndefined();
  expect((await list.page('tnt_none', first?.nextCursor))?.recordings).toEqual([]);
  for (const cursor of ['no cursor of ours', btoa('{"recordingId":"","createdAt":""}')])
    expect(await list.page(tenantId, cursor)).toBeUndefined();
});

test('of two that saw the same use of the quota one has to look again', async () => {
  const quota = dynamoScreenshotQuota(started.tables.Recording);
  const first = { tokens: 9.5, tokensAt: 1_000, screenshotIds: new Set(['sht_1']) };
  expect(await quota.update('rec_q', undefined, first)).toBe(true);
  expect(await quota.update('rec_q', undefined, first)).toBe(false);
  expect(await quota.read('rec_q')).toEqual(first);
  const next = { tokens: 8.25, tokensAt: 1_500, screenshotIds: new Set(['sht_1', 'sht_2']) };
  expect(await quota.update('rec_q', first, next)).toBe(true);
  expect(await quota.update('rec_q', first, next)).toBe(false);
});
