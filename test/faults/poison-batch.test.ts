import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Draft } from '../../lib/contracts/guides/draft.ts';
import { replay } from '../../lib/domain/compose/assemble-steps.ts';
import { assembleGuide } from '../../lib/domain/compose/live/assemble-guide.ts';
import { composeDeliveries } from '../../lib/domain/compose/live/compose-deliveries.ts';
import { type FakeCompose, fakeCompose, fakeRecording } from '../fakes/compose-ports.ts';
import { deliver, recordedActions, sealAll, sealBatch } from '../fakes/recorded-batches.ts';

const { recordingId, tenantId, guideId } = fakeRecording();
const actions = recordedActions(200);
const poisoned = 50;
const frames = sealAll(actions, 2);
const survivors = actions.filter(({ index }) => Math.floor(index / 2) + 1 !== poisoned);

function changed(frame: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(frame);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

/** What may stand where the fiftieth batch belongs, and what each is called. */
const original = frames[poisoned - 1] ?? new Uint8Array();
const poisons = {
  'not a frame': { frame: Buffer.from('GET / HTTP/1.1'), reason: 'foreign-format', marked: false },
  'a cut frame': { frame: original.subarray(0, 40), reason: 'foreign-format', marked: false },
  'a changed byte': { frame: changed(original, original.length - 20), reason: 'wrong-key', marked: false },
  'a foreign key': {
    frame: sealBatch(poisoned, actions.slice(98, 100), { key: Buffer.alloc(32, 9) }),
    reason: 'wrong-key',
    marked: false,
  },
  'another tenant': {
    frame: sealBatch(poisoned, actions.slice(98, 100), { tenantId: 'tnt_2' }),
    reason: 'wrong-tenant',
    marked: false,
  },
  'too many bytes': { frame: new Uint8Array(256 * 1024 + 1), reason: 'oversized', marked: false },
  'another recording’s place': {
    frame: sealBatch(poisoned, actions.slice(98, 100), { recordingId: 'rec_00000000000000000000000002' }),
    reason: 'recording-mismatch',
    marked: false,
  },
  'no gzip inside': {
    frame: sealBatch(poisoned, [], { content: Buffer.from('plain') }),
    reason: 'malformed',
    marked: true,
  },
  'no JSON inside': {
    frame: sealBatch(poisoned, [], { content: gzipSync('{"version":1,') }),
    reason: 'malformed',
    marked: true,
  },
  'a foreign schema': {
    frame: sealBatch(poisoned, [], { content: gzipSync('{"version":2}') }),
    reason: 'malformed',
    marked: true,
  },
  'another sequence inside': {
    frame: sealBatch(poisoned, [], {
      content: gzipSync(
        JSON.stringify({ version: 1, recordingId, sequence: 3, actions: actions.slice(0, 1) }),
      ),
    }),
    reason: 'malformed',
    marked: true,
  },
} as const;

async function draftOf(ports: FakeCompose): Promise<Draft> {
  const kept: Draft[] = [];
  const drafts = { put: async (_key: string, draft: Draft) => void kept.push(draft) };
  const lastSequence = frames.length;
  await assembleGuide(
    { ...ports, drafts },
    { tenantId, recordingId, guideId, lastSequence, visibility: 'private', requestedBy: 'usr_1' },
  );
  const [draft] = kept;
  if (!draft) throw new Error('no draft was kept');
  return draft;
}

for (const [name, poison] of Object.entries(poisons)) {
  test(`one batch in 100 being ${name}: the other 99 get through`, async () => {
    const ports = fakeCompose();
    const deliveries = frames.map((frame, index) => deliver(index === poisoned - 1 ? poison.frame : frame));
    for (let at = 0; at < deliveries.length; at += 10)
      expect(await composeDeliveries(ports, deliveries.slice(at, at + 10))).toEqual(new Set());

    expect(ports.quarantined.map(({ reason }) => reason)).toEqual([poison.reason]);
    const draft = await draftOf(ports);
    const expected = replay(survivors).map(({ thumbnail: _, ...step }) => ({ ...step, image: null }));
    expect(draft.steps).toEqual(expected);
    expect(draft.missing).toHaveLength(1);
    // What its owner certainly sent does not hold up the live recording either.
    const progress = await ports.live.progress(recordingId);
    expect(progress?.composedSequence).toBe(poison.marked ? frames.length : poisoned - 1);
    expect(progress?.quarantined).toEqual(
      poison.marked ? [{ sequence: poisoned, reason: poison.reason }] : [],
    );
  });
}

test('what cannot be proved to be the recording’s own leaves its place free for the real batch', async () => {
  const ports = fakeCompose();
  await composeDeliveries(ports, [deliver(poisons['a foreign key'].frame)]);
  for (const frame of frames) await composeDeliveries(ports, [deliver(frame)]);
  const draft = await draftOf(ports);
  expect(draft.missing).toEqual([]);
  expect(draft.steps).toHaveLength(replay(actions).length);
});

test('control: the poison is in what the composer is given', async () => {
  const ports = fakeCompose();
  for (const frame of frames) await composeDeliveries(ports, [deliver(frame)]);
  expect(ports.quarantined).toEqual([]);
  expect((await draftOf(ports)).missing).toEqual([]);
});
