import { actorOf } from '../../contracts/audit/audited.ts';
import { type MovingPorts, movePublication } from './move-publication.ts';

/**
 * Revokes the link and moves the publication, unless everyone may read it anyway. Revoking again finishes what a try
 * before left undone.
 */
export async function revokeLink(
  ports: MovingPorts,
  caller: { tenantId: string; userId: string; guideId: string; linkId: string },
): Promise<{ ok: true; value: undefined } | { ok: false; reason: 'not-found' }> {
  const { tenantId, guideId, linkId } = caller;
  const [guide, link] = await Promise.all([ports.guides.find(tenantId, guideId), ports.links.find(linkId)]);
  if (!guide || link?.tenantId !== tenantId || link.guideId !== guideId)
    return { ok: false, reason: 'not-found' };
  const revoked = ports.newAuditEvent({
    tenantId,
    actor: actorOf(caller),
    action: 'revokeLink',
    resource: { kind: 'Link', id: linkId },
    facts: { guideId },
  });
  await ports.links.revoke(tenantId, linkId, ports.now().toISOString(), revoked);
  if (guide.visibility !== 'public') await movePublication(ports, guide, link.publicationId);
  return { ok: true, value: undefined };
}
