import type { LiveRecording } from '../../../contracts/compose/step.ts';
import { withinAnswer } from './bare-step.ts';
import type { LiveLog } from './live-log.ts';
import type { Recordings } from './recordings.ts';

export type ReadOutcome = { ok: true; value: LiveRecording } | { ok: false; reason: 'unknown-recording' };

/** The recording with its steps as far as they have been composed. Another tenant's recording is unknown. */
export async function readRecording(
  ports: { readonly recordings: Recordings; readonly live: Pick<LiveLog, 'progress' | 'steps'> },
  caller: { readonly tenantId: string },
  recordingId: string,
): Promise<ReadOutcome> {
  const recording = await ports.recordings.find(recordingId);
  if (recording?.tenantId !== caller.tenantId) return { ok: false, reason: 'unknown-recording' };
  const [progress, records] = await Promise.all([
    ports.live.progress(recordingId),
    ports.live.steps(recordingId),
  ]);
  const { guideId, status, createdAt, title, failure } = recording;
  const limitReached = progress?.state.limitReached;
  return {
    ok: true,
    value: {
      recordingId,
      guideId,
      status,
      createdAt,
      steps: withinAnswer(
        records.flatMap(({ step }) => (step ? [step] : [])).sort((a, b) => a.actions.first - b.actions.first),
      ),
      composedSequence: progress?.composedSequence ?? 0,
      quarantined: [...(progress?.quarantined ?? [])],
      ...(title === undefined ? {} : { title }),
      ...(limitReached === undefined ? {} : { limitReached }),
      ...(failure === undefined || status !== 'failed' ? {} : { failure }),
      ...(status === 'published' ? { guideUrl: `/guides/${guideId}` } : {}),
    },
  };
}
