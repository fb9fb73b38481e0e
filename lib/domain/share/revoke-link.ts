import { type MovingPorts, movePublication } from './move-publication.ts';

/**
 * Revokes the link and moves the publication, unless everyone may read it anyway. Revoking again finishes what a try
 * before left undone.
 */
export async function revokeLink(
  ports: MovingPorts,
  { tenantId, guideId, linkId }: { tenantId: string; guideId: string; linkId: string },
): Promise<{ ok: true; value: undefined } | { ok: false; reason: 'not-found' }> {
  const [guide, link] = await Promise.all([ports.guides.find(tenantId, guideId), ports.links.find(linkId)]);
  if (!guide || link?.tenantId !== tenantId || link.guideId !== guideId)
    return { ok: false, reason: 'not-found' };
  await ports.links.revoke(tenantId, linkId, ports.now().toISOString());
  if (guide.visibility !== 'public') await movePublication(ports, guide, link.publicationId);
  return { ok: true, value: undefined };
}
