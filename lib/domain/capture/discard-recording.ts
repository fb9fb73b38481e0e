import type { NewAuditEvent } from '../../contracts/audit/audited.ts';
import type { Allowance } from './allowance.ts';
import { recordingEvent } from './recording-event.ts';
import { type Caller, findOwn, type Recordings } from './recordings.ts';

export interface DiscardPorts {
  readonly recordings: Pick<Recordings, 'find' | 'discard'>;
  readonly allowance: Pick<Allowance, 'giveUp'>;
  readonly newAuditEvent: NewAuditEvent;
  readonly intake: { empty(prefix: string): Promise<void> };
}

type DiscardOutcome =
  | { ok: true; value: undefined }
  | { ok: false; reason: 'unknown-recording' | 'not-recording' };

/** Forgets a recording that has not become a guide: its screenshots at once, its batches by their expiry. */
export async function discardRecording(
  ports: DiscardPorts,
  caller: Caller,
  recordingId: string,
): Promise<DiscardOutcome> {
  const recording = await findOwn(ports.recordings, caller, recordingId);
  if (!recording) return { ok: false, reason: 'unknown-recording' };
  const event = recordingEvent(
    ports.newAuditEvent,
    caller,
    'discardRecording',
    recordingId,
    recording.guideId,
  );
  const discarded = recording.status === 'discarded' || (await ports.recordings.discard(recordingId, event));
  if (!discarded) return { ok: false, reason: 'not-recording' };
  await ports.allowance.giveUp(recording);
  await ports.intake.empty(`${recording.tenantId}/${recordingId}/`);
  return { ok: true, value: undefined };
}
