/** Signs what CloudFront's trusted key group verifies. */
export interface CookieSigner {
  /** Cookies by name for every object that `resource` matches, until `expiresAt`. */
  sign(resource: string, expiresAt: Date): Promise<Readonly<Record<string, string>>>;
}

const longestMilliseconds = 3_600_000;

export interface AccessCookies {
  readonly url: string;
  readonly expiresAt: Date;
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
  const attributes = [
    `Path=${path}`,
    `Max-Age=${seconds}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(isLoopback(edgeUrl) ? [] : ['Secure']),
  ].join('; ');
  return {
    url: `${edgeUrl}${path}index.html`,
    expiresAt,
    cookies: Object.entries(signed).map(([name, value]) => `${name}=${value}; ${attributes}`),
  };
}

/** Some browsers keep no Secure cookie of a plain-text origin, even of this machine's own. */
function isLoopback(edgeUrl: string): boolean {
  const { protocol, hostname } = new URL(edgeUrl);
  return (
    protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]')
  );
}
