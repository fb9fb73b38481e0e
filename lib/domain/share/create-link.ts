import { actorOf, type NewAuditEvent } from '../../contracts/audit/audited.ts';
import { type CreateLinkRequest, type CreateLinkResponse, linkDays } from '../../contracts/share/link.ts';
import { newIdentifier } from './identifier.ts';
import { type ShareLinks, type StoredLink, shownLink } from './link.ts';
import { linkEnded } from './link-ended.ts';
import type { SharedGuides } from './published-guide.ts';
import { hashSecret, newSecret, writeToken } from './share-token.ts';

export interface CreateLinkPorts {
  readonly guides: Pick<SharedGuides, 'find'>;
  readonly links: Pick<ShareLinks, 'add' | 'lead' | 'revoke'>;
  readonly newAuditEvent: NewAuditEvent;
  readonly now: () => Date;
  readonly edgeUrl: string;
}

export type CreatedLink =
  | { ok: true; value: CreateLinkResponse }
  | { ok: false; reason: 'not-found' | 'not-published' | 'guide-private' }
  | { ok: false; reason: 'already-expired'; errors: { pointer: string; message: string }[] };

export interface LinkWish extends CreateLinkRequest {
  readonly tenantId: string;
  readonly guideId: string;
  readonly userId: string;
  readonly userName?: string | undefined;
}

/** Makes a link whose secret is known to its address alone. */
export async function createLink(ports: CreateLinkPorts, wish: LinkWish): Promise<CreatedLink> {
  const { tenantId, guideId, userId, userName, name } = wish;
  const guide = await ports.guides.find(tenantId, guideId);
  if (!guide) return { ok: false, reason: 'not-found' };
  if (!guide.publicationId) return { ok: false, reason: 'not-published' };
  if (guide.visibility === 'private') return { ok: false, reason: 'guide-private' };
  const now = ports.now();
  const expiresAt = endOf(wish, now);
  if (expiresAt && expiresAt.getTime() <= now.getTime())
    return {
      ok: false,
      reason: 'already-expired',
      errors: [{ pointer: '/expiresAt', message: `not after ${now.toISOString()}` }],
    };
  const secret = newSecret();
  const link: StoredLink = {
    id: newIdentifier('lnk'),
    guideId,
    tenantId,
    publicationId: guide.publicationId,
    tokenHash: await hashSecret(secret),
    name: name ?? null,
    createdBy: { id: userId, name: userName ?? null },
    createdAt: now.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: null,
  };
  const created = ports.newAuditEvent({
    tenantId,
    actor: actorOf(wish),
    action: 'createLink',
    resource: { kind: 'Link', id: link.id },
    facts: { guideId, ...(link.expiresAt ? { expiresAt: link.expiresAt } : {}) },
  });
  await ports.links.add(link, created);
  const closed = await followMoves(ports, link);
  if (closed) return { ok: false, reason: closed };
  const token = writeToken({ linkId: link.id, secret });
  return { ok: true, value: { link: shownLink(link), url: `${ports.edgeUrl}/s/${token}` } };
}

/** Nobody who forgets to think of an end leaves a guide open for good. */
function endOf({ expiresAt }: CreateLinkRequest, now: Date): Date | undefined {
  if (expiresAt === null) return undefined;
  return expiresAt === undefined ? new Date(now.getTime() + linkDays * 86_400_000) : new Date(expiresAt);
}

/** Whoever moved or closed the guide meanwhile did not know of the link yet. */
async function followMoves(
  { guides, links, now, newAuditEvent }: CreateLinkPorts,
  { id, tenantId, guideId, publicationId }: StoredLink,
): Promise<'not-found' | 'guide-private' | undefined> {
  const guide = await guides.find(tenantId, guideId);
  if (!guide || guide.visibility === 'private') {
    await links.revoke(
      tenantId,
      id,
      now().toISOString(),
      linkEnded(newAuditEvent, { tenantId, guideId, id }),
    );
    return guide ? 'guide-private' : 'not-found';
  }
  if (guide.publicationId && guide.publicationId !== publicationId)
    await links.lead(tenantId, id, guide.publicationId);
  return undefined;
}
