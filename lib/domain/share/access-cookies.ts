import { pageCookie } from './page-cookie.ts';

/** Signs what CloudFront's trusted key group verifies. */
export interface CookieSigner {
  /** Cookies by name for every object that `resource` matches, until `expiresAt`. */
  sign(resource: string, expiresAt: Date): Promise<Readonly<Record<string, string>>>;
}

const longestMilliseconds = 3_600_000;

export interface AccessCookies {
  readonly url: string;
  readonly expiresAt: Date;
  /** Until then, whole ones. */
  readonly seconds: number;
  /** Values of `Set-Cookie`. */
  readonly cookies: readonly string[];
}

/** Cookies that open one publication for at most an hour, and never past `notAfter` (ISO 8601). */
export async function accessCookies(
  signer: CookieSigner,
  {
    edgeUrl,
    publicationId,
    now,
    notAfter,
  }: {
    edgeUrl: string;
    publicationId: string;
    now: Date;
    notAfter?: string | null;
  },
): Promise<AccessCookies> {
  const end = Math.min(
    now.getTime() + longestMilliseconds,
    notAfter ? Date.parse(notAfter) : Number.POSITIVE_INFINITY,
  );
  // CloudFront counts whole seconds: rounding up would outlive the link.
  const expiresAt = new Date(Math.floor(end / 1000) * 1000);
  const path = `/g/${publicationId}/`;
  const signed = await signer.sign(`${edgeUrl}${path}*`, expiresAt);
  const seconds = Math.max(0, Math.floor((expiresAt.getTime() - now.getTime()) / 1000));
  const scope = { edgeUrl, publicationId, seconds, readable: false };
  return {
    url: `${edgeUrl}${path}index.html`,
    expiresAt,
    seconds,
    cookies: Object.entries(signed).map(([name, value]) => pageCookie(name, value, scope)),
  };
}
