import { actorOf, type NewAuditEvent } from '../../contracts/audit/audited.ts';
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
  readonly newAuditEvent: NewAuditEvent;
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
  caller: { readonly tenantId: string; readonly userId: string },
  recordingId: string,
): Promise<RedrivenGuide> {
  const { tenantId } = caller;
  const recording = await ports.recordings.find(recordingId);
  if (recording?.tenantId !== tenantId) return { ok: false, reason: 'not-found' };
  const { status, executionArn, guideId } = recording;
  if (!executionArn || (status !== 'failed' && status !== 'finalizing'))
    return { ok: false, reason: 'not-failed', detail: `The recording is ${status}.` };
  const outcome = await ports.workflow.redrive(executionArn);
  if (outcome.state !== 'running')
    return { ok: false, reason: 'not-failed', detail: objections[outcome.state] };
  const going = { ok: true, value: { recordingId, guideId, status: 'finalizing' } } as const;
  // It has not broken off yet: nobody redrove it.
  if (outcome.redrives === 0) return going;
  const redriven = ports.newAuditEvent({
    tenantId,
    actor: actorOf(caller),
    action: 'redriveGuide',
    resource: { kind: 'Recording', id: recordingId },
    facts: { guideId },
  });
  await ports.recordings.markFinalizing(tenantId, recordingId, outcome.redrives, redriven);
  return going;
}
