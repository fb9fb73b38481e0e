import type { ListLinksResponse } from '../../contracts/share/link.ts';
import { type ShareLinks, shownLink } from './link.ts';
import type { SharedGuides } from './published-guide.ts';

export interface ListLinksPorts {
  readonly guides: Pick<SharedGuides, 'find'>;
  readonly links: Pick<ShareLinks, 'ofGuide'>;
}

/** All links of the tenant's guide, revoked and expired ones too, newest first. */
export async function listLinks(
  ports: ListLinksPorts,
  { tenantId, guideId }: { tenantId: string; guideId: string },
): Promise<{ ok: true; value: ListLinksResponse } | { ok: false; reason: 'not-found' }> {
  if (!(await ports.guides.find(tenantId, guideId))) return { ok: false, reason: 'not-found' };
  const links = await ports.links.ofGuide(tenantId, guideId);
  const newestFirst = links.toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
  return { ok: true, value: { links: newestFirst.map(shownLink) } };
}
