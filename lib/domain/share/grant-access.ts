import type { AccessResponse } from '../../contracts/share/link.ts';
import { type AccessCookies, accessCookies, type CookieSigner } from './access-cookies.ts';
import type { SharedGuides } from './published-guide.ts';

export interface GrantAccessPorts {
  readonly guides: Pick<SharedGuides, 'find'>;
  readonly signer: CookieSigner;
  readonly now: () => Date;
  readonly edgeUrl: string;
}

export type GrantedAccess =
  | { ok: true; value: AccessCookies }
  | { ok: false; reason: 'not-found' | 'not-published' };

/** Opens the published pages of a guide for a member of its tenant. */
export async function grantAccess(
  { guides, signer, now, edgeUrl }: GrantAccessPorts,
  { tenantId, guideId }: { tenantId: string; guideId: string },
): Promise<GrantedAccess> {
  const guide = await guides.find(tenantId, guideId);
  if (!guide) return { ok: false, reason: 'not-found' };
  const { publicationId } = guide;
  if (!publicationId) return { ok: false, reason: 'not-published' };
  return { ok: true, value: await accessCookies(signer, { edgeUrl, publicationId, now: now() }) };
}

export function grantedAccessReply({ url, expiresAt, cookies }: AccessCookies) {
  const body: AccessResponse = { url, expiresAt: expiresAt.toISOString() };
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    cookies: [...cookies],
    body: JSON.stringify(body),
  };
}
