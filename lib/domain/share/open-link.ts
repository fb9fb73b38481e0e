import { type AccessCookies, accessCookies, type CookieSigner } from './access-cookies.ts';
import { isOpen, type ShareLinks } from './link.ts';
import { linkCookieName } from './link-cookie.ts';
import { pageCookie } from './page-cookie.ts';
import { hashSecret, readToken, sameHash } from './share-token.ts';

export interface OpenLinkPorts {
  readonly links: Pick<ShareLinks, 'find'>;
  readonly signer: CookieSigner;
  readonly now: () => Date;
  readonly edgeUrl: string;
}

export type OpenedLink =
  | { outcome: 'open'; access: AccessCookies; linkCookie: string }
  | { outcome: 'ended' }
  | { outcome: 'unknown' };

/** An ended link tells so only to who holds its secret; anyone else learns nothing from a link's id. */
export async function openLink(ports: OpenLinkPorts, text: string): Promise<OpenedLink> {
  const token = readToken(text);
  const link = token && (await ports.links.find(token.linkId));
  if (!link || !sameHash(await hashSecret(token.secret), link.tokenHash)) return { outcome: 'unknown' };
  const now = ports.now();
  if (!isOpen(link, now)) return { outcome: 'ended' };
  const { edgeUrl, signer } = ports;
  const { publicationId, expiresAt: notAfter } = link;
  const access = await accessCookies(signer, { edgeUrl, publicationId, now, notAfter });
  const scope = { edgeUrl, publicationId, seconds: access.seconds, readable: true };
  return { outcome: 'open', access, linkCookie: pageCookie(linkCookieName, text, scope) };
}
