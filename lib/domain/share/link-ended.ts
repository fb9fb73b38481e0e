import type { Audited, NewAuditEvent } from '../../contracts/audit/audited.ts';

/** A link that ends because its guide does, or is closed; `actor` where it is known who brought that about. */
export function linkEnded(
  newAuditEvent: NewAuditEvent,
  { tenantId, guideId, id }: { readonly tenantId: string; readonly guideId: string; readonly id: string },
  actor: Audited['actor'] = { kind: 'system', id: 'end-links' },
) {
  return newAuditEvent({
    tenantId,
    actor,
    action: 'endLink',
    resource: { kind: 'Link', id },
    facts: { guideId },
  });
}
