import type { AuditEvent } from '../../contracts/audit/entry.ts';
import type { ShareLink } from '../../contracts/share/link.ts';

/** A share link as it is stored. Times are ISO 8601. */
export interface StoredLink extends ShareLink {
  readonly tenantId: string;
  readonly tokenHash: string;
  /** Where it leads now. */
  readonly publicationId: string;
}

export interface ShareLinks {
  add(link: StoredLink, event: AuditEvent): Promise<void>;
  find(linkId: string): Promise<StoredLink | undefined>;
  ofGuide(tenantId: string, guideId: string): Promise<StoredLink[]>;
  /** Revoking again keeps the first time, and the first event. */
  revoke(tenantId: string, linkId: string, at: string, event: AuditEvent): Promise<void>;
  lead(tenantId: string, linkId: string, publicationId: string): Promise<void>;
}

export function isOpen({ revokedAt, expiresAt }: ShareLink, now: Date): boolean {
  return revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now.getTime());
}

/** The link as the API shows it: without hash, tenant and path. */
export function shownLink(link: StoredLink): ShareLink {
  const { id, guideId, name, createdBy, createdAt, expiresAt, revokedAt } = link;
  return { id, guideId, name, createdBy, createdAt, expiresAt, revokedAt };
}
