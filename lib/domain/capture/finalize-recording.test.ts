import { expect, test } from 'vitest';
import {
  caller,
  fakeCaptured,
  memoryAllowance,
  memoryRecordings,
  stranger,
} from '../../../test/fakes/capture-ports.ts';
import { policiesWith } from '../../../test/fakes/policies.ts';
import type { PublishGuideInput } from '../../contracts/guides/draft.ts';
import { newAuditEvent } from '../../runtime/audit-outbox.ts';
import { finalizeRecording } from './finalize-recording.ts';

const { recordingId } = fakeCaptured();

function ports(part = {}) {
  const started: PublishGuideInput[] = [];
  const recordings = memoryRecordings(fakeCaptured(part));
  const workflow = {
    start: async (input: PublishGuideInput) => {
      started.push(input);
      return 'arn:execution';
    },
  };
  return {
    recordings,
    workflow,
    allowance: memoryAllowance(),
    policies: policiesWith(),
    newAuditEvent,
    started,
  };
}

test('finalizing starts the workflow with what was settled, private unless said otherwise', async () => {
  const fakes = ports();
  expect(await finalizeRecording(fakes, caller, recordingId, { lastSequence: 12, title: 'Order' })).toEqual({
    ok: true,
    value: { recordingId, guideId: 'gde_1', status: 'finalizing' },
  });
  expect(fakes.started).toEqual([
    {
      tenantId: 'tnt_1',
      recordingId,
      guideId: 'gde_1',
      lastSequence: 12,
      title: 'Order',
      visibility: 'private',
      requestedBy: 'usr_1',
    },
  ]);
});

test('a finalized recording runs no more: its place is free for another', async () => {
  const fakes = ports();
  await fakes.allowance.take(fakeCaptured());
  await finalizeRecording(fakes, caller, recordingId, { lastSequence: 12 });
  expect(fakes.allowance.running.size).toBe(0);
});

test('where the plan has no room left for the guide nothing is finalized, and it is once there is', async () => {
  const fakes = { ...ports(), allowance: memoryAllowance(5, 1) };
  await fakes.allowance.take(fakeCaptured({ recordingId: 'rec_2', guideId: 'gde_2' }));
  const finalize = () => finalizeRecording(fakes, caller, recordingId, { lastSequence: 12 });
  expect(await finalize()).toMatchObject({ ok: false, reason: 'too-many-guides' });
  expect([fakes.recordings.all.get(recordingId)?.status, fakes.started]).toEqual(['recording', []]);
  await fakes.allowance.giveUp(fakeCaptured({ recordingId: 'rec_2', guideId: 'gde_2' }));
  expect(await finalize()).toMatchObject({ ok: true });
});

test('what was finalized already needs no room a second time', async () => {
  const fakes = ports();
  const first = await finalizeRecording(fakes, caller, recordingId, { lastSequence: 12 });
  const full = { ...fakes, allowance: memoryAllowance(5, 0) };
  expect(await finalizeRecording(full, caller, recordingId, { lastSequence: 12 })).toEqual(first);
});

test('finalizing twice starts one workflow and answers alike', async () => {
  const fakes = ports();
  const first = await finalizeRecording(fakes, caller, recordingId, { lastSequence: 12 });
  expect(await finalizeRecording(fakes, caller, recordingId, { lastSequence: 12 })).toEqual(first);
  expect(fakes.started).toHaveLength(1);
});

test('a finalize that was interrupted before the workflow started is finished by the next', async () => {
  const fakes = ports();
  const start = fakes.workflow.start;
  fakes.workflow.start = async () => {
    throw new Error('interrupted');
  };
  await expect(finalizeRecording(fakes, caller, recordingId, { lastSequence: 3 })).rejects.toThrow();
  fakes.workflow.start = start;
  expect(await finalizeRecording(fakes, caller, recordingId, { lastSequence: 3 })).toMatchObject({
    ok: true,
  });
  expect(fakes.started).toHaveLength(1);
});

test.each([11, 13])(
  'another last sequence than the accepted one is refused, naming it',
  async (lastSequence) => {
    const fakes = ports();
    await finalizeRecording(fakes, caller, recordingId, { lastSequence: 12 });
    expect(await finalizeRecording(fakes, caller, recordingId, { lastSequence })).toMatchObject({
      ok: false,
      reason: 'finalized-otherwise',
      errors: [{ pointer: '/lastSequence', message: 'must be 12' }],
    });
  },
);

test('another tenant’s recording is as unknown as one that never was', async () => {
  const refusal = { ok: false, reason: 'unknown-recording' };
  expect(await finalizeRecording(ports(), stranger, recordingId, { lastSequence: 1 })).toEqual(refusal);
  expect(await finalizeRecording(ports(), caller, 'rec_2', { lastSequence: 1 })).toEqual(refusal);
});

test('a discarded recording is not finalized', async () => {
  const outcome = await finalizeRecording(ports({ status: 'discarded' }), caller, recordingId, {
    lastSequence: 1,
  });
  expect(outcome).toEqual({ ok: false, reason: 'not-recording' });
});

test.each([
  ['Invite jo@x.io', 'Invite [an e-mail address]'],
  ['Order', 'Order'],
  ['', ''],
])('of the title “%s” is kept “%s”', async (title, kept) => {
  const fakes = ports();
  await finalizeRecording(fakes, caller, recordingId, { lastSequence: 12, title });
  expect(fakes.started[0]?.title).toBe(kept);
  expect(fakes.recordings.all.get(recordingId)?.finalized?.title).toBe(kept);
});

test('a title that only named somebody is none', async () => {
  const fakes = ports();
  await finalizeRecording(fakes, caller, recordingId, { lastSequence: 12, title: 'jo@x.io' });
  expect(fakes.started[0]).not.toHaveProperty('title');
});
