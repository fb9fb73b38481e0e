import { expect, test } from 'vitest';
import { guideId, recordingId, tenantId, userId } from '../../../test/fakes/guide-draft.ts';
import type { AuditEvent } from '../../contracts/audit/entry.ts';
import { newAuditEvent } from '../../runtime/audit-outbox.ts';
import type { FailedRecording, Recordings } from './recording.ts';
import { type Redriven, redriveGuide } from './redrive-guide.ts';

function setting(recording: Partial<FailedRecording>, outcome: Redriven) {
  const found: FailedRecording = { tenantId, guideId, status: 'failed', executionArn: 'arn:1', ...recording };
  const calls: string[] = [];
  const ports = {
    recordings: {
      find: async () => found,
      markFinalizing: async (_tenant: string, _recording: string, redrives: number, { action }: AuditEvent) =>
        void calls.push(`finalizing ${redrives}`, action),
    },
    newAuditEvent,
    workflow: {
      redrive: async () => {
        calls.push('redrive');
        return outcome;
      },
    },
  };
  return {
    calls,
    run: (tenant = tenantId) => redriveGuide(ports, { tenantId: tenant, userId }, recordingId),
  };
}
const running = { state: 'running', redrives: 1 } as const;

test('a failed workflow goes on and the recording is finalizing again', async () => {
  const { run, calls } = setting({}, running);
  expect(await run()).toEqual({ ok: true, value: { recordingId, guideId, status: 'finalizing' } });
  expect(calls).toEqual(['redrive', 'finalizing 1', 'redriveGuide']);
});

test('asking again while it runs is no harm', async () => {
  expect((await setting({ status: 'finalizing' }, running).run()).ok).toBe(true);
});

test('a workflow that runs for the first time still was redriven by nobody', async () => {
  const { run, calls } = setting({ status: 'finalizing' }, { state: 'running', redrives: 0 });
  expect((await run()).ok).toBe(true);
  expect(calls).toEqual(['redrive']);
});

test.each([
  ['succeeded', 'is published'],
  ['gone', 'too old'],
] as const)('a workflow that is %s is not redriven, and the recording stays as it is', async (state, why) => {
  const { run, calls } = setting({}, { state });
  expect(await run()).toMatchObject({ reason: 'not-failed', detail: expect.stringContaining(why) });
  expect(calls).toEqual(['redrive']);
});

test.each(['recording', 'published', 'discarded'] as const)(
  'a recording that is %s is not redriven',
  async (status) => {
    const { run, calls } = setting({ status }, running);
    expect(await run()).toMatchObject({ ok: false, reason: 'not-failed' });
    expect(calls).toEqual([]);
  },
);

test('another tenant finds no such recording', async () => {
  const { run, calls } = setting({}, running);
  expect(await run('tnt_2')).toEqual({ ok: false, reason: 'not-found' });
  expect(calls).toEqual([]);
});

/** A redrive whose run breaks off again, and is noted, before the redrive itself is noted. */
async function statusAfterQuickFailure(ordered: boolean) {
  const shown = { status: 'failed' as FailedRecording['status'], redrives: 0 };
  const recordings: Recordings = {
    find: async () => ({ tenantId, guideId, executionArn: 'arn:1', status: shown.status }),
    markFailed: async (_tenant, _recording, _failure, redrives) => {
      if (!ordered || redrives >= shown.redrives) Object.assign(shown, { status: 'failed', redrives });
      return true;
    },
    markFinalizing: async (_tenant, _recording, redrives) => {
      if (!ordered || redrives > shown.redrives) Object.assign(shown, { status: 'finalizing', redrives });
    },
  };
  const failure = { state: 'SaveVersion', class: 'permanent' as const, message: '' };
  const redrive = async (): Promise<Redriven> => {
    await recordings.markFailed(tenantId, recordingId, failure, 1);
    return { state: 'running', redrives: 1 };
  };
  const ports = { recordings, newAuditEvent, workflow: { redrive } };
  await redriveGuide(ports, { tenantId, userId }, recordingId);
  return shown.status;
}

test('a redrive that fails at once is shown as failed; without the order of redrives it would seem to run for ever', async () => {
  expect(await statusAfterQuickFailure(true)).toBe('failed');
  expect(await statusAfterQuickFailure(false)).toBe('finalizing');
});
