import type { FinalizeResponse } from '../../contracts/capture/recording.ts';
import type { Recordings } from './recording.ts';

export interface GuideWorkflow {
  /** `redriven`, or the status that stands against it. */
  redrive(executionArn: string): Promise<'redriven' | 'running' | 'succeeded' | 'gone'>;
}

export interface RedriveGuidePorts {
  readonly recordings: Pick<Recordings, 'find' | 'markFinalizing'>;
  readonly workflow: GuideWorkflow;
}

export type RedrivenGuide =
  | { ok: true; value: FinalizeResponse }
  | { ok: false; reason: 'not-found' }
  | { ok: false; reason: 'not-failed'; detail: string };

const objections = {
  succeeded: 'The guide of this recording is published.',
  gone: 'The workflow is too old to go on with: record again.',
} as const;

/** Goes on with the recording's failed guide workflow from the state that failed; once it runs, asking again is no harm. */
export async function redriveGuide(
  ports: RedriveGuidePorts,
  tenantId: string,
  recordingId: string,
): Promise<RedrivenGuide> {
  const recording = await ports.recordings.find(recordingId);
  if (recording?.tenantId !== tenantId) return { ok: false, reason: 'not-found' };
  const { status, executionArn, guideId } = recording;
  if (!executionArn || (status !== 'failed' && status !== 'finalizing'))
    return { ok: false, reason: 'not-failed', detail: `The recording is ${status}.` };
  const outcome = await ports.workflow.redrive(executionArn);
  if (outcome === 'succeeded' || outcome === 'gone')
    return { ok: false, reason: 'not-failed', detail: objections[outcome] };
  await ports.recordings.markFinalizing(tenantId, recordingId);
  return { ok: true, value: { recordingId, guideId, status: 'finalizing' } };
}
