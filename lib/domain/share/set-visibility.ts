import { actorOf } from '../../contracts/audit/audited.ts';
import type { Visibility } from '../../contracts/guides/guide.ts';
import { endLinks } from './end-links.ts';
import { newIdentifier } from './identifier.ts';
import { type MovingPorts, movePublication } from './move-publication.ts';
import { closePublication, writePublication } from './publish-guide.ts';
import { isHeld, publishedUrl } from './published-guide.ts';

export type SetVisibility =
  | { ok: true; value: { visibility: Visibility; publishedUrl: string } }
  | { ok: false; reason: 'not-found' | 'not-published' | 'held' };

const breadth: Readonly<Record<Visibility, number>> = { private: 0, link: 1, public: 2 };

/**
 * Changes who may read the guide. Narrowing it moves the publication, so that no address or cookie handed out before
 * opens it; making it private also ends its links for good, and can be done whatever became of the guide. While a version
 * is held nothing of it is written: what is published of an earlier one stands, for fewer people if that is said, and
 * is made public only once somebody has decided.
 */
export async function setVisibility(
  ports: MovingPorts,
  caller: { tenantId: string; userId: string; guideId: string; visibility: Visibility },
): Promise<SetVisibility> {
  const { tenantId, guideId, visibility } = caller;
  const actor = actorOf(caller);
  const guide = await ports.guides.find(tenantId, guideId);
  if (!guide) return { ok: false, reason: 'not-found' };
  const held = isHeld(guide);
  if (held && visibility === 'public' && guide.visibility !== 'public') return { ok: false, reason: 'held' };
  const publicationId = guide.publicationId ?? (held ? await placeFor(ports, caller) : null);
  if (!publicationId) return { ok: false, reason: 'not-published' };
  const changed = { ...guide, publicationId, visibility };
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
  if (!held) await writePublication(ports, changed, current);
  else if (visibility !== 'public') await closePublication(ports.publications, current);
  return { ok: true, value: { visibility, publishedUrl: publishedUrl(ports.edgeUrl, current, visibility) } };
}

/** A held guide can be made private before anything of it is published; another is about to be, and then can. */
async function placeFor(
  { guides }: MovingPorts,
  { tenantId, guideId, visibility }: { tenantId: string; guideId: string; visibility: Visibility },
): Promise<string | undefined> {
  if (visibility !== 'private') return undefined;
  return guides.claimPublication(tenantId, guideId, newIdentifier('pub'));
}
