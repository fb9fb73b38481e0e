import { expect, test } from 'vitest';
import { fakeCompose, fakeRecording } from '../../../../test/fakes/compose-ports.ts';
import { deliver, recordedActions, sealAll, sealBatch } from '../../../../test/fakes/recorded-batches.ts';
import { recordingLimits } from '../../../contracts/capture/limits.ts';
import { awaitDrain } from './await-drain.ts';
import { composeDeliveries } from './compose-deliveries.ts';
import { readRecording } from './read-recording.ts';

const { recordingId } = fakeRecording();
const other = fakeRecording({ recordingId: 'rec_00000000000000000000000002' });
const frames = sealAll(recordedActions(12), 3);

test('a fault in one recording has its deliveries come again, and only them', async () => {
  const ports = fakeCompose([fakeRecording(), other]);
  const find = ports.recordings.find;
  const failing = {
    ...ports,
    recordings: {
      ...ports.recordings,
      find: async (id: string) => {
        if (id === other.recordingId) throw new Error('throttled');
        return find(id);
      },
    },
  };
  const sound = frames.map((frame) => deliver(frame));
  const unlucky = deliver(
    sealBatch(1, recordedActions(1), { recordingId: other.recordingId }),
    other.recordingId,
  );
  expect(await composeDeliveries(failing, [unlucky, ...sound])).toEqual(new Set([unlucky.id]));
  expect((await ports.live.progress(recordingId))?.composedSequence).toBe(frames.length);
});

test('a quarantine in trouble has the poison come again, not its neighbours', async () => {
  const ports = fakeCompose();
  const poison = deliver(Buffer.from('poison'));
  const broken = {
    ...ports,
    quarantine: {
      put: async () => {
        throw new Error('slow down');
      },
    },
  };
  expect(await composeDeliveries(broken, [poison, ...frames.map((frame) => deliver(frame))])).toEqual(
    new Set([poison.id]),
  );
  expect((await ports.live.progress(recordingId))?.composedSequence).toBe(frames.length);
});

test('what comes before its turn waits in the log, and is composed when the gap closes', async () => {
  const ports = fakeCompose();
  const [first = new Uint8Array(), ...later] = frames;
  await composeDeliveries(
    ports,
    later.map((frame) => deliver(frame)),
  );
  expect(await ports.live.progress(recordingId)).toBeUndefined();
  await expect(awaitDrain(ports.live, { recordingId, lastSequence: 4 })).rejects.toMatchObject({
    name: 'RecordingNotDrained',
  });
  await composeDeliveries(ports, [deliver(first)]);
  expect(await awaitDrain(ports.live, { recordingId, lastSequence: 4 })).toEqual({ composedSequence: 4 });
});

test.each([
  ['discarded', 1, []],
  ['published', 1, ['recording-closed']],
  ['finalizing', 3, ['sequence-out-of-range']],
  ['finalizing', 2, []],
  ['failed', 2, []],
] as const)('to a %s recording, batch %i is %j', async (status, sequence, reasons) => {
  const ports = fakeCompose([fakeRecording({ status, lastSequence: 2 })]);
  await composeDeliveries(ports, [deliver(sealBatch(sequence, recordedActions(1)))]);
  expect(ports.quarantined.map(({ reason }) => reason)).toEqual(reasons);
});

test.each(['0', '01', '-1', '100001', 'x', '1.5'])('%j is no sequence', async (subject) => {
  const { seal } = await import('../../../runtime/sealing.ts');
  const { recordingKey } = await import('../../../../test/fakes/compose-ports.ts');
  const ports = fakeCompose();
  const frame = seal('batch', { tenantId: 'tnt_1', recordingId, subject }, recordingKey, Buffer.from('x'));
  await composeDeliveries(ports, [deliver(frame)]);
  expect(ports.quarantined).toEqual([{ reason: 'sequence-out-of-range', recordingId }]);
});

test('a batch further ahead than a recording can have batches is no part of it', async () => {
  const ports = fakeCompose();
  await composeDeliveries(ports, [
    deliver(sealBatch(recordingLimits.actionsPerRecording + 1, recordedActions(1))),
  ]);
  expect(ports.quarantined.map(({ reason }) => reason)).toEqual(['sequence-out-of-range']);
});

test('beyond the actions of a recording batches are put aside, what was recorded stays, and it drains', async () => {
  const ports = fakeCompose();
  const all = sealAll(recordedActions(recordingLimits.actionsPerRecording + 300), 100);
  for (const frame of all) await composeDeliveries(ports, [deliver(frame)]);
  const read = await readRecording(ports, { tenantId: 'tnt_1' }, recordingId);
  if (!read.ok) throw new Error(read.reason);
  expect(read.value.limitReached).toBeDefined();
  expect(read.value.composedSequence).toBe(all.length);
  expect(read.value.steps.length).toBeGreaterThan(400);
});

test('more batches in a minute than an honest agent sends are put aside; the clock gives room again', async () => {
  let now = 1e12;
  const ports = { ...fakeCompose(), now: () => now };
  const all = sealAll(recordedActions(recordingLimits.batchesPerMinute + 20), 1);
  for (let at = 0; at < all.length; at += 100)
    await composeDeliveries(
      ports,
      all.slice(at, at + 100).map((frame) => deliver(frame)),
    );
  const progress = await ports.live.progress(recordingId);
  expect(progress?.quarantinedCount).toBe(20);
  expect(progress?.quarantined[0]).toEqual({ sequence: 601, reason: 'rate-limited' });
  now += 60_000;
  const [late = new Uint8Array()] = [sealBatch(all.length + 1, recordedActions(1))];
  await composeDeliveries(ports, [deliver(late)]);
  expect((await ports.live.progress(recordingId))?.quarantinedCount).toBe(20);
});

test('another tenant reads nothing', async () => {
  expect(await readRecording(fakeCompose(), { tenantId: 'tnt_2' }, recordingId)).toEqual({
    ok: false,
    reason: 'unknown-recording',
  });
});

test('a frame that names no possible recording is poison, whatever else stands under that name', async () => {
  for (const name of [
    '',
    'quota#rec_00000000000000000000000001',
    'idem#tnt_1#usr_1#x',
    '../rec',
    'r'.repeat(64),
  ]) {
    const ports = fakeCompose();
    const find = () => Promise.reject(new Error('ValidationException'));
    const refusing = { ...ports, recordings: { ...ports.recordings, find } };
    const poison = deliver(sealBatch(1, recordedActions(1), { recordingId: name }), undefined);
    expect(await composeDeliveries(refusing, [poison])).toEqual(new Set());
    expect(ports.quarantined).toEqual([{ reason: 'foreign-format' }]);
  }
});

test('the answer about a long recording stays one that a function can give: old thumbnails go first', async () => {
  const ports = fakeCompose();
  const thumbnail = 'A'.repeat(16_000);
  const steps = Array.from({ length: 500 }, (_, index) => ({
    id: `stp_${index}`,
    revision: 1,
    step: {
      id: `stp_${index}`,
      kind: 'click' as const,
      title: `Click **${index}**`,
      page: { url: 'https://shop.example/', title: '' },
      tab: 1,
      at: index,
      actions: { first: index, last: index },
      thumbnail,
    },
  }));
  const live = { progress: async () => undefined, steps: async () => steps };
  const read = await readRecording({ ...ports, live }, { tenantId: 'tnt_1' }, recordingId);
  if (!read.ok) throw new Error(read.reason);
  const shown = read.value.steps.map((step) => step.thumbnail !== undefined);
  expect(shown).toHaveLength(500);
  expect(JSON.stringify(read.value).length).toBeLessThan(6 * 1024 * 1024);
  expect(shown.lastIndexOf(false)).toBeLessThan(shown.indexOf(true));
  expect(shown.filter(Boolean).length).toBeGreaterThan(200);
});
