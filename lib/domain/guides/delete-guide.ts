import { actorOf, type NewAuditEvent } from '../../contracts/audit/audited.ts';
import type { GuideDeleted } from '../../contracts/guides/guide.ts';
import type { GuideRecords } from './guide-record.ts';

export interface DeleteGuidePorts {
  readonly guides: Pick<GuideRecords, 'find' | 'markDeleted'>;
  readonly publications: { remove(publicationId: string): Promise<void> };
  readonly bus: { announceDeletion(deleted: GuideDeleted): Promise<void> };
  /** What the plan has room for. */
  readonly rooms: { deleted(tenantId: string): Promise<void> };
  readonly newAuditEvent: NewAuditEvent;
  readonly now: () => Date;
}

/**
 * Unpublishes the guide, which ends every cookie for it, tells so that its links end too, then hides it. In this order
 * a try that breaks off leaves a guide that can be deleted again, never pages that nobody can reach to remove. What a
 * workflow under way has published in between goes as well.
 */
export async function deleteGuide(
  ports: DeleteGuidePorts,
  caller: { readonly tenantId: string; readonly userId: string },
  guideId: string,
): Promise<{ ok: true; value: undefined } | { ok: false; reason: 'not-found' }> {
  const { tenantId } = caller;
  const record = await ports.guides.find(tenantId, guideId);
  if (!record) return { ok: false, reason: 'not-found' };
  if (record.publicationId) await ports.publications.remove(record.publicationId);
  await ports.bus.announceDeletion({ tenantId, guideId, done: false });
  const deleted = ports.newAuditEvent({
    tenantId,
    actor: actorOf(caller),
    action: 'deleteGuide',
    resource: { kind: 'Guide', id: guideId },
    facts: { recordingId: record.recordingId },
  });
  await ports.guides.markDeleted(tenantId, guideId, ports.now(), deleted);
  await ports.rooms.deleted(tenantId);
  if (record.publicationId) await ports.publications.remove(record.publicationId);
  await ports.bus.announceDeletion({ tenantId, guideId, done: true });
  return { ok: true, value: undefined };
}
