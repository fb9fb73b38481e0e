import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEventOf } from '../../../test/fakes/audit.ts';
import { fakeCaptured } from '../../../test/fakes/capture-ports.ts';
import { startTables } from '../../../test/fakes/tables.ts';
import { newIdentifier } from '../../runtime/identifier.ts';
import { dynamoRecordings as composedRecordings } from '../compose/dynamo-recordings.ts';
import { recordings as workflowRecordings } from '../guides/recordings.ts';
import { dynamoImportClaims, dynamoImportQuota } from './dynamo-imports.ts';
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

const eventOf = (action: string) => auditEventOf({ id: newIdentifier('aud'), action });

const recordings = () => dynamoRecordings(started.tables.Recording);
const device = { publicKey: { kty: 'RSA' as const, n: 'n', e: 'AQAB' }, wrappedKey: 'wrapped' };

function fresh(part = {}) {
  const id = String(++count).padStart(26, '0');
  return fakeCaptured({ recordingId: `rec_${id}`, guideId: `gde_${id}`, device, ...part });
}

test('a recording is found as it was opened', async () => {
  const recording = fresh();
  expect(await recordings().open(recording, 'key-1', eventOf('openRecording'))).toEqual(recording);
  expect(await recordings().find(recording.recordingId)).toEqual(recording);
  expect(await recordings().find('rec_unknown')).toBeUndefined();
});

test('the same key opens the first recording again, at the same moment too; another user’s key is his own', async () => {
  const attempts = [fresh(), fresh(), fresh()];
  const opened = await Promise.all(
    attempts.map((recording) => recordings().open(recording, 'key-2', eventOf('openRecording'))),
  );
  expect(new Set(opened.map(({ recordingId }) => recordingId)).size).toBe(1);
  const other = fresh({ createdBy: 'usr_2' });
  expect(await recordings().open(other, 'key-2', eventOf('openRecording'))).toEqual(other);
});

test('finalizing happens once; whoever comes later sees what was settled', async () => {
  const recording = fresh();
  await recordings().add(recording, eventOf('importRecording'));
  const settled = { lastSequence: 5, title: 'Title', visibility: 'link' as const, requestedBy: 'usr_1' };
  expect(await recordings().finalize(recording.recordingId, settled, eventOf('finalizeRecording'))).toEqual({
    ...recording,
    status: 'finalizing',
    finalized: settled,
  });
  const later = await recordings().finalize(
    recording.recordingId,
    { ...settled, lastSequence: 9 },
    eventOf('finalizeRecording'),
  );
  expect(later.finalized?.lastSequence).toBe(5);
  await recordings().noteExecution(recording.recordingId, 'arn');
  expect((await recordings().find(recording.recordingId))?.executionArn).toBe('arn');
});

test('only a recording that is not on its way to a guide can be discarded', async () => {
  const [open, finalized] = [fresh(), fresh()];
  await recordings().add(open, eventOf('importRecording'));
  await recordings().add(finalized, eventOf('importRecording'));
  await recordings().finalize(
    finalized.recordingId,
    {
      lastSequence: 1,
      visibility: 'private',
      requestedBy: 'usr_1',
    },
    eventOf('finalizeRecording'),
  );
  expect(await recordings().discard(open.recordingId, eventOf('discardRecording'))).toBe(true);
  expect(await recordings().discard(finalized.recordingId, eventOf('discardRecording'))).toBe(false);
  expect((await recordings().find(open.recordingId))?.status).toBe('discarded');
});

test('the composer reads of it what it needs, and a discarded one stays discarded', async () => {
  const recording = fresh({ tenantId: 'tnt_c' });
  await recordings().add(recording, eventOf('importRecording'));
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
  expect(await composed.markDone(recordingId, 'tnt_other', 'published')).toBe(false);
  expect((await composed.find(recordingId))?.status).toBe('recording');
  await recordings().discard(recordingId, eventOf('discardRecording'));
  expect(await composed.markDone(recordingId, tenantId, 'published')).toBe(false);
  expect((await composed.find(recordingId))?.status).toBe('discarded');
});

const failure = { state: 'SaveVersion', class: 'transient' as const, message: 'Broke off.' };

async function finalized() {
  const recording = fresh({ tenantId: 'tnt_d' });
  await recordings().add(recording, eventOf('importRecording'));
  const settled = { lastSequence: 1, visibility: 'link' as const, requestedBy: 'usr_1' };
  await recordings().finalize(recording.recordingId, settled, eventOf('finalizeRecording'));
  return recording;
}

test('success stands over a failure, and no failure that is told late over success', async () => {
  const { recordingId, tenantId } = await finalized();
  const composed = composedRecordings(started.tables.Recording);
  const workflow = workflowRecordings('Recording', started.tables.Recording.client);
  expect(await workflow.markFailed(tenantId, recordingId, failure, 0)).toBe(true);
  expect((await composed.find(recordingId))?.failure).toEqual(failure);
  expect(await composed.markDone(recordingId, tenantId, 'published')).toBe(true);
  expect(await composed.markDone(recordingId, tenantId, 'published')).toBe(true);
  expect(await workflow.markFailed(tenantId, recordingId, failure, 1)).toBe(false);
  expect((await composed.find(recordingId))?.status).toBe('published');
});

test('a blocked recording is published by somebody’s decision, and news of the block that come late change nothing', async () => {
  const { recordingId, tenantId } = await finalized();
  const composed = composedRecordings(started.tables.Recording);
  expect(await composed.markDone(recordingId, tenantId, 'blocked')).toBe(true);
  expect((await composed.find(recordingId))?.status).toBe('blocked');
  expect(await composed.markDone(recordingId, tenantId, 'published')).toBe(true);
  expect(await composed.markDone(recordingId, tenantId, 'blocked')).toBe(false);
  expect((await composed.find(recordingId))?.status).toBe('published');
});

async function itemOf(recordingId: string) {
  const { client, name } = started.tables.Recording;
  return (await client.send(new GetCommand({ TableName: name, Key: { recordingId } }))).Item;
}

async function eventsOf(recordingId: string): Promise<string[]> {
  const outbox: readonly string[] = (await itemOf(recordingId))?.auditOutbox ?? [];
  return outbox.map((json) => JSON.parse(json).action);
}

test('each change keeps its event in the item, in their order, and only what changed something', async () => {
  const recording = fresh();
  await Promise.all([1, 2, 3].map(() => recordings().open(recording, 'key-3', eventOf('openRecording'))));
  const settled = { lastSequence: 1, visibility: 'link' as const, requestedBy: 'usr_1' };
  for (let i = 0; i < 2; i++)
    await recordings().finalize(recording.recordingId, settled, eventOf('finalizeRecording'));
  await recordings().discard(recording.recordingId, eventOf('discardRecording'));
  expect(await itemOf(recording.recordingId)).toMatchObject({ auditPending: 'pending' });
  expect(await eventsOf(recording.recordingId)).toEqual(['openRecording', 'finalizeRecording']);
});

test('in whatever order the news of a redrive come, the recording shows how its last run stands, and who redrove it is kept once', async () => {
  const workflow = workflowRecordings('Recording', started.tables.Recording.client);
  const statusAfter = async (news: ('failed 0' | 'redriven 1' | 'failed 1' | 'published')[]) => {
    const { recordingId, tenantId } = await finalized();
    const composed = composedRecordings(started.tables.Recording);
    for (const one of news) {
      const redrives = Number(one.at(-1));
      const redriven = eventOf('redriveGuide');
      if (one === 'published') await composed.markDone(recordingId, tenantId, 'published');
      else if (one.startsWith('failed')) await workflow.markFailed(tenantId, recordingId, failure, redrives);
      else await workflow.markFinalizing(tenantId, recordingId, redrives, redriven);
    }
    expect(await eventsOf(recordingId)).toEqual(['importRecording', 'finalizeRecording', 'redriveGuide']);
    return (await workflow.find(recordingId))?.status;
  };
  expect(await statusAfter(['failed 0', 'redriven 1'])).toBe('finalizing');
  expect(await statusAfter(['failed 0', 'redriven 1', 'redriven 1'])).toBe('finalizing');
  expect(await statusAfter(['redriven 1', 'failed 0'])).toBe('finalizing');
  expect(await statusAfter(['failed 0', 'redriven 1', 'failed 1'])).toBe('failed');
  expect(await statusAfter(['failed 0', 'redriven 1', 'failed 1', 'redriven 1'])).toBe('failed');
  expect(await statusAfter(['failed 0', 'failed 1', 'redriven 1'])).toBe('failed');
  expect(await statusAfter(['failed 0', 'failed 1', 'redriven 1', 'redriven 1'])).toBe('failed');
  expect(await statusAfter(['failed 1', 'redriven 1', 'failed 0'])).toBe('failed');
  expect(await statusAfter(['failed 0', 'published', 'redriven 1'])).toBe('published');
});

test('a redrive of another tenant’s recording leaves nothing in it', async () => {
  const { recordingId } = await finalized();
  const workflow = workflowRecordings('Recording', started.tables.Recording.client);
  await workflow.markFinalizing('tnt_other', recordingId, 1, eventOf('redriveGuide'));
  expect(await eventsOf(recordingId)).toEqual(['importRecording', 'finalizeRecording']);
});

test('a tenant’s recordings are listed newest first, page by page, and only they', async () => {
  const tenantId = 'tnt_list';
  const dates = Array.from({ length: 60 }, (_, i) => new Date(1e12 + i * 1_000).toISOString());
  await Promise.all(
    dates.map((createdAt) =>
      recordings().open(fresh({ tenantId, createdAt }), createdAt, eventOf('openRecording')),
    ),
  );
  const list = dynamoRecordingList(started.tables.Recording);
  const first = await list.page(tenantId, undefined, 50);
  const end = first?.recordings.at(-1);
  const cursor = end && list.cursorAfter(end);
  const second = await list.page(tenantId, cursor, 50);
  const listed = [...(first?.recordings ?? []), ...(second?.recordings ?? [])].map(
    ({ createdAt }) => createdAt,
  );
  expect(listed).toEqual(dates.toReversed());
  expect([first?.more, second?.more]).toEqual([true, false]);
  expect((await list.page('tnt_none', cursor, 50))?.recordings).toEqual([]);
  for (const cursor of ['no cursor of ours', btoa('{"recordingId":"","createdAt":""}')])
    expect(await list.page(tenantId, cursor, 50)).toBeUndefined();
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

const claim = (number: number, claimedAt: number) => ({
  recordingId: `rec_${number}`,
  guideId: `gde_${number}`,
  digest: 'd',
  claimedAt,
});

test('a key is claimed once, is replaced only by whoever saw what stands, and is free again after a day', async () => {
  const claims = dynamoImportClaims(started.tables.Recording);
  const who = { tenantId: 'tnt_claims', userId: 'usr_1' };
  const offers = [claim(1, 1e12), claim(2, 1e12), claim(3, 1e12)];
  const standing = await Promise.all(offers.map((offer) => claims.claim(who, 'key', offer)));
  const [winner] = offers.filter((_, index) => standing[index] === undefined);
  expect(standing.filter((one) => one === undefined)).toHaveLength(1);
  expect(standing.filter(Boolean)).toEqual([winner, winner]);
  const taken = claim(4, 1e12 + 60_000);
  const replaced = [0, 1].map(() => claims.replace(who, 'key', winner ?? taken, taken));
  expect((await Promise.all(replaced)).toSorted()).toEqual([false, true]);
  expect(await claims.claim(who, 'key', claim(5, taken.claimedAt + 86_399_000))).toEqual(taken);
  expect(await claims.claim(who, 'key', claim(6, taken.claimedAt + 86_400_000))).toBeUndefined();
});

test('claims and counters are no recordings of the tenant', async () => {
  const page = await dynamoRecordingList(started.tables.Recording).page('tnt_claims', undefined, 50);
  expect(page).toEqual({ recordings: [], more: false });
});

test('of many imports at once as many as the minute allows are taken; the next minute is another', async () => {
  const quota = dynamoImportQuota(started.tables.Recording, 3);
  const now = 1_000_000_000_000;
  const waits = await Promise.all(Array.from({ length: 8 }, () => quota.take('tnt_quota', now)));
  expect(waits.filter((wait) => wait === undefined)).toHaveLength(3);
  expect(waits.filter(Boolean)).toEqual([20, 20, 20, 20, 20]);
  expect(await quota.take('tnt_other', now)).toBeUndefined();
  expect(await quota.take('tnt_quota', now + 20_000)).toBeUndefined();
});
