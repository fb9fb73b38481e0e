import type { FinalizeResponse } from '../../contracts/capture/recording.ts';
import type { Recordings } from './recording.ts';

export interface GuideWorkflow {
  /** Makes the execution go on where it broke off, unless it runs already; or tells what stands against it. */
  redrive(executionArn: string): Promise<Redriven>;
}

/** `redrives`: how often the execution has been redriven, this time included. */
export type Redriven =
  | { readonly state: 'running'; readonly redrives: number }
  | { readonly state: 'succeeded' | 'gone' };

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
  if (outcome.state !== 'running')
    return { ok: false, reason: 'not-failed', detail: objections[outcome.state] };
  await ports.recordings.markFinalizing(tenantId, recordingId, outcome.redrives);
  return { ok: true, value: { recordingId, guideId, status: 'finalizing' } };
}
