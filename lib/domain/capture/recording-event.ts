import { actorOf, type NewAuditEvent } from '../../contracts/audit/audited.ts';
import type { AuditEvent } from '../../contracts/audit/entry.ts';
import type { Caller } from './recordings.ts';

/** Something that somebody did with a recording. */
export function recordingEvent(
  newAuditEvent: NewAuditEvent,
  caller: Caller,
  action: 'openRecording' | 'importRecording' | 'finalizeRecording' | 'discardRecording',
  recordingId: string,
  guideId: string,
): AuditEvent {
  return newAuditEvent({
    tenantId: caller.tenantId,
    actor: actorOf(caller),
    action,
    resource: { kind: 'Recording', id: recordingId },
    facts: { guideId },
  });
}
