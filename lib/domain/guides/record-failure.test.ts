import { expect, test } from 'vitest';
import { guideId, recordingId, tenantId } from '../../../test/fakes/guide-draft.ts';
import { fakeGuides, guideRecord } from '../../../test/fakes/guide-records.ts';
import { type ExecutionEnd, type GuideFailure, recordFailure } from './record-failure.ts';

const input = JSON.stringify({
  tenantId,
  recordingId,
  guideId,
  lastSequence: 3,
  visibility: 'private',
  requestedBy: 'usr_1',
});

function setting(of: Partial<ExecutionEnd>, noted = true) {
  const end = {
    redrivenAt: undefined,
    redrives: undefined,
    state: undefined,
    error: undefined,
    cause: undefined,
    input,
    ...of,
  };
  const { guides, records } = fakeGuides(guideRecord());
  const marked: unknown[] = [];
  const announced: GuideFailure[] = [];
  const ports = {
    guides,
    recordings: {
      markFailed: async (...failure: unknown[]) => {
        marked.push(failure);
        return noted;
      },
    },
    executions: { end: async () => end },
    bus: { announceFailure: async (failure: GuideFailure) => void announced.push(failure) },
  };
  return { ports, records, marked, announced };
}
const ended = (status: 'FAILED' | 'TIMED_OUT' | 'ABORTED', error?: string) => ({
  executionArn: 'arn:1',
  status,
  input,
  error,
});

test.each([
  ['FAILED', 'TransientFault', 'transient'],
  ['FAILED', 'PermanentFault', 'permanent'],
  ['TIMED_OUT', undefined, 'resource'],
  ['ABORTED', undefined, 'permanent'],
] as const)('an execution that ended %s with %s failed in a %s way', async (status, error, kind) => {
  const { ports, records, marked, announced } = setting({ state: 'SaveVersion' });
  await recordFailure(ports, ended(status, error));
  const failure = { state: 'SaveVersion', class: kind, message: expect.stringContaining('SaveVersion') };
  expect(marked).toEqual([[tenantId, recordingId, failure, 0]]);
  expect(announced).toEqual([{ tenantId, recordingId, guideId, ...failure }]);
  expect(records.get(guideId)?.status).toBe('failed');
});

test('a guide whose announcement alone failed stays published', async () => {
  const { ports, records, announced } = setting({ state: 'AnnounceGuide' });
  await recordFailure(ports, ended('FAILED', 'EventBridge.InternalException'));
  expect(announced).toMatchObject([{ guideId, state: 'AnnounceGuide' }]);
  expect(records.get(guideId)?.status).toBe('published');
});

test('what the event leaves out, the history tells', async () => {
  const { ports, announced } = setting({ state: 'PublishGuide', error: 'TransientFault' });
  await recordFailure(ports, { executionArn: 'arn:1', status: 'FAILED', input: null, error: null });
  expect(announced).toMatchObject([{ recordingId, class: 'transient', state: 'PublishGuide' }]);
});

test('the late event of an execution that was redriven since changes nothing', async () => {
  const redrivenAt = new Date('2026-03-01T10:00:00Z');
  const { ports, records, marked, announced } = setting({ state: 'SaveVersion', redrivenAt, redrives: 2 });
  const first = { ...ended('FAILED', 'TransientFault'), stopDate: redrivenAt.getTime() - 1 };
  await recordFailure(ports, first);
  expect([marked, announced, records.get(guideId)?.status]).toEqual([[], [], 'published']);
  await recordFailure(ports, { ...first, stopDate: redrivenAt.getTime() + 1 });
  expect(records.get(guideId)?.status).toBe('failed');
  expect(marked).toEqual([[tenantId, recordingId, expect.objectContaining({ state: 'SaveVersion' }), 2]]);
});

test('a recording that was published or discarded meanwhile is not announced as failed', async () => {
  const { ports, records, announced } = setting({ state: 'SaveVersion' }, false);
  await recordFailure(ports, ended('FAILED', 'TransientFault'));
  expect([announced, records.get(guideId)?.status]).toEqual([[], 'published']);
});
