import { actorOf } from '../../contracts/audit/audited.ts';
import type { Visibility } from '../../contracts/guides/guide.ts';
import { endLinks } from './end-links.ts';
import { type MovingPorts, movePublication } from './move-publication.ts';
import { writePublication } from './publish-guide.ts';
import { publishedUrl } from './published-guide.ts';

export type SetVisibility =
  | { ok: true; value: { visibility: Visibility; publishedUrl: string } }
  | { ok: false; reason: 'not-found' | 'not-published' };

const breadth: Readonly<Record<Visibility, number>> = { private: 0, link: 1, public: 2 };

/**
 * Changes who may read the guide. Narrowing it moves the publication, so that no address or cookie handed out before
 * opens it; making it private also ends its links for good.
 */
export async function setVisibility(
  ports: MovingPorts,
  caller: { tenantId: string; userId: string; guideId: string; visibility: Visibility },
): Promise<SetVisibility> {
  const { tenantId, guideId, visibility } = caller;
  const actor = actorOf(caller);
  const guide = await ports.guides.find(tenantId, guideId);
  if (!guide) return { ok: false, reason: 'not-found' };
  const { publicationId } = guide;
  if (!publicationId) return { ok: false, reason: 'not-published' };
  const changed = { ...guide, visibility };
  if (visibility === 'private') await endLinks(ports, { tenantId, guideId }, actor);
  // Noted only after the move: a try that breaks off in between must find that there is still something to do.
  if (breadth[visibility] < breadth[guide.visibility]) await movePublication(ports, changed, publicationId);
  const changedVisibility = ports.newAuditEvent({
    tenantId,
    actor,
    action: 'setVisibility',
    resource: { kind: 'Guide', id: guideId },
    facts: { from: guide.visibility, to: visibility },
  });
  await ports.guides.setVisibility(tenantId, guideId, visibility, changedVisibility);
  // Again, for what was made while the guide still allowed it.
  if (visibility === 'private') await endLinks(ports, { tenantId, guideId }, actor);
  const current = (await ports.guides.find(tenantId, guideId))?.publicationId ?? publicationId;
  await writePublication(ports, changed, current);
  return { ok: true, value: { visibility, publishedUrl: publishedUrl(ports.edgeUrl, current, visibility) } };
}
