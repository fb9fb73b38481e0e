import { expect, test } from 'vitest';
import type { Draft } from '../../lib/contracts/guides/draft.ts';
import { assembleGuide } from '../../lib/domain/compose/live/assemble-guide.ts';
import { composeDeliveries } from '../../lib/domain/compose/live/compose-deliveries.ts';
import { readRecording } from '../../lib/domain/compose/live/read-recording.ts';
import { type FakeCompose, fakeCompose, fakeRecording } from '../fakes/compose-ports.ts';
import { deliver, recordedActions, sealAll, sealBatch } from '../fakes/recorded-batches.ts';

const recording = fakeRecording();
const actions = recordedActions(160);
const size = 4;

/** What a reader of the live recording and what the workflow would get, byte by byte. */
async function results(ports: FakeCompose, lastSequence: number): Promise<string> {
  let kept: Draft | undefined;
  const drafts = {
    put: async (_key: string, draft: Draft) => {
      kept = draft;
    },
  };
  const { tenantId, recordingId, guideId } = recording;
  const assembled = await assembleGuide(
    { ...ports, drafts },
    { tenantId, recordingId, guideId, lastSequence, visibility: 'private', requestedBy: 'usr_1' },
  );
  const live = await readRecording(ports, recording, recordingId);
  return JSON.stringify({ kept, assembled, live });
}

async function composedInOrder(): Promise<string> {
  const ports = fakeCompose();
  const frames = sealAll(actions, size);
  for (const frame of frames) await composeDeliveries(ports, [deliver(frame)]);
  return results(ports, frames.length);
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let state = seed;
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] as Item, mixed[last] as Item];
  }
  return mixed;
}

test('batches replayed ten times and shuffled give the same guide, byte for byte', async () => {
  const expected = await composedInOrder();
  for (const seed of [1, 2, 3]) {
    const ports = fakeCompose();
    const frames = sealAll(actions, size);
    const replays = shuffled(Array.from({ length: 10 }, () => frames).flat(), seed).map((frame, index) =>
      deliver(frame, index % 3 === 0 ? undefined : recording.recordingId),
    );
    for (let at = 0; at < replays.length; at += 30) {
      const failed = await Promise.all([
        composeDeliveries(ports, replays.slice(at, at + 15)),
        composeDeliveries(ports, replays.slice(at + 15, at + 30)),
      ]);
      expect(failed.map((ids) => ids.size)).toEqual([0, 0]);
    }
    expect(await results(ports, frames.length)).toBe(expected);
    expect(ports.quarantined).toEqual([]);
  }
});

test('a batch sealed anew is the same batch', async () => {
  const expected = await composedInOrder();
  const ports = fakeCompose();
  const frames = sealAll(actions, size);
  for (const frame of [...frames, ...sealAll(actions, size)])
    await composeDeliveries(ports, [deliver(frame)]);
  expect(await results(ports, frames.length)).toBe(expected);
  expect(ports.quarantined).toEqual([]);
});

test('other actions under a sequence that is taken are put aside and change nothing', async () => {
  const expected = await composedInOrder();
  const ports = fakeCompose();
  const frames = sealAll(actions, size);
  for (const frame of frames) await composeDeliveries(ports, [deliver(frame)]);
  await composeDeliveries(ports, [deliver(sealBatch(7, recordedActions(3)))]);
  expect(ports.quarantined).toEqual([
    { reason: 'sequence-reused', recordingId: recording.recordingId, sequence: 7 },
  ]);
  expect(await results(ports, frames.length)).toBe(expected);
});

test('control: the actions in the shuffled order of their batches make another guide', async () => {
  const ports = fakeCompose();
  const parts = Array.from({ length: actions.length / size }, (_, i) =>
    actions.slice(i * size, (i + 1) * size),
  );
  const disordered = shuffled(parts, 5)
    .flat()
    .map((action, index) => ({ ...action, index }));
  const frames = sealAll(disordered, size);
  for (const frame of frames) await composeDeliveries(ports, [deliver(frame)]);
  expect(await results(ports, frames.length)).not.toBe(await composedInOrder());
});
