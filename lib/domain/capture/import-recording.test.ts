import { expect, test } from 'vitest';
import {
  caller,
  memoryAllowance,
  memoryClaims,
  memoryRecordings,
} from '../../../test/fakes/capture-ports.ts';
import { policiesWith } from '../../../test/fakes/policies.ts';
import { viewportStep } from '../../../test/fixtures/viewport-step.ts';
import type { Batch } from '../../contracts/capture/batch.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import { newAuditEvent } from '../../runtime/audit-outbox.ts';
import { importRecording } from './import-recording.ts';

function ports() {
  const batches: Batch[] = [];
  const started: unknown[] = [];
  return {
    recordings: memoryRecordings(),
    claims: memoryClaims(),
    quota: { take: async (_tenantId: string): Promise<number | undefined> => undefined },
    allowance: memoryAllowance(),
    keys: { generate: async () => ({ plaintext: Buffer.alloc(32), ciphertext: new Uint8Array([1]) }) },
    batches: { send: async (_tenant: string, _key: Uint8Array, batch: Batch) => void batches.push(batch) },
    workflow: {
      start: async (input: unknown) => {
        started.push(input);
        return 'arn';
      },
    },
    newAuditEvent,
    policies: policiesWith(),
    newRecordingId: () => 'rec_1',
    newGuideId: () => 'gde_1',
    claimGuide: async () => {},
    now: () => 1e12,
    sent: batches,
    started,
  };
}

function flow(clicks: number) {
  const click = { type: 'click', selectors: [['aria/Save'], ['#save']], offsetX: 1, offsetY: 1 };
  return {
    title: 'Save it',
    steps: [
      { type: 'navigate', url: 'https://shop.example/' },
      ...Array.from({ length: clicks }, () => click),
    ],
  };
}

test('a script becomes batches in sequence, and a workflow that waits for the last of them', async () => {
  const fakes = ports();
  const outcome = await importRecording(fakes, caller, { recorder: flow(450), visibility: 'link' });
  expect(outcome).toEqual({
    ok: true,
    value: { recordingId: 'rec_1', guideId: 'gde_1', status: 'finalizing' },
  });
  expect(fakes.sent.map(({ sequence }) => sequence)).toEqual(fakes.sent.map((_, index) => index + 1));
  const actions = fakes.sent.flatMap((batch) => batch.actions);
  expect(actions.map(({ index }) => index)).toEqual(actions.map((_, index) => index));
  for (const batch of fakes.sent)
    expect(batch.actions.length).toBeLessThanOrEqual(recordingLimits.actionsPerBatch);
  expect(fakes.started).toEqual([
    expect.objectContaining({ lastSequence: fakes.sent.length, title: 'Save it', visibility: 'link' }),
  ]);
});

test('what cannot be imported is named by its place in the request, and leaves nothing behind', async () => {
  const fakes = ports();
  const recorder = { title: 'x', steps: [{ type: 'navigate', url: 'nowhere' }, { type: 'teleport' }] };
  const outcome = await importRecording(fakes, caller, { recorder });
  if (outcome.ok || outcome.reason !== 'unsupported-import') throw new Error('not refused');
  expect(outcome.errors.every(({ pointer }) => pointer.startsWith('/recorder/steps/'))).toBe(true);
  expect(fakes.recordings.all.size).toBe(0);
});

test('a script without any action of a person is refused', async () => {
  const recorder = {
    title: 'x',
    steps: [viewportStep],
  };
  expect(await importRecording(ports(), caller, { recorder })).toMatchObject({
    reason: 'unsupported-import',
  });
});

test('a tenant that has imported as much as it may is told when to come again, and nothing is made', async () => {
  const fakes = { ...ports(), quota: { take: async () => 17 } };
  expect(await importRecording(fakes, caller, { recorder: flow(1) }, 'key-00000001')).toEqual({
    ok: false,
    reason: 'too-many-imports',
    retryAfter: 17,
  });
  expect([fakes.recordings.all.size, fakes.claims.all.size]).toEqual([0, 0]);
});

test('a script that is refused leaves its key free for the mended one', async () => {
  const fakes = ports();
  const broken = { title: 'x', steps: [{ type: 'navigate', url: 'nowhere' }] };
  await importRecording(fakes, caller, { recorder: broken }, 'key-00000001');
  expect((await importRecording(fakes, caller, { recorder: flow(1) }, 'key-00000001')).ok).toBe(true);
});
