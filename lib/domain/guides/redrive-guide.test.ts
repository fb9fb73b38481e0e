import { expect, test } from 'vitest';
import { guideId, recordingId, tenantId } from '../../../test/fakes/guide-draft.ts';
import type { FailedRecording } from './recording.ts';
import { type GuideWorkflow, redriveGuide } from './redrive-guide.ts';

function setting(
  recording: Partial<FailedRecording>,
  outcome: Awaited<ReturnType<GuideWorkflow['redrive']>>,
) {
  const found: FailedRecording = { tenantId, guideId, status: 'failed', executionArn: 'arn:1', ...recording };
  const calls: string[] = [];
  const ports = {
    recordings: {
      find: async () => found,
      markFinalizing: async () => void calls.push('finalizing'),
    },
    workflow: {
      redrive: async () => {
        calls.push('redrive');
        return outcome;
      },
    },
  };
  return { calls, run: (tenant = tenantId) => redriveGuide(ports, tenant, recordingId) };
}

test('a failed workflow goes on and the recording is finalizing again', async () => {
  const { run, calls } = setting({}, 'redriven');
  expect(await run()).toEqual({ ok: true, value: { recordingId, guideId, status: 'finalizing' } });
  expect(calls).toEqual(['redrive', 'finalizing']);
});

test('asking again while it runs is no harm', async () => {
  expect((await setting({ status: 'finalizing' }, 'running').run()).ok).toBe(true);
});

test.each(['recording', 'published', 'discarded'] as const)(
  'a recording that is %s is not redriven',
  async (status) => {
    const { run, calls } = setting({ status }, 'redriven');
    expect(await run()).toMatchObject({ ok: false, reason: 'not-failed' });
    expect(calls).toEqual([]);
  },
);

test('another tenant finds no such recording', async () => {
  const { run, calls } = setting({}, 'redriven');
  expect(await run('tnt_2')).toEqual({ ok: false, reason: 'not-found' });
  expect(calls).toEqual([]);
});
