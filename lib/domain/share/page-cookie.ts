export interface PageCookieScope {
  readonly edgeUrl: string;
  readonly publicationId: string;
  readonly seconds: number;
  /** By scripts of the page: false for whatever opens it. */
  readonly readable: boolean;
}

/** Value of `Set-Cookie` for a cookie that goes to the pages of one publication alone. */
export function pageCookie(name: string, value: string, scope: PageCookieScope): string {
  const { edgeUrl, publicationId, seconds, readable } = scope;
  return [
    `${name}=${value}`,
    `Path=/g/${publicationId}/`,
    `Max-Age=${seconds}`,
    ...(readable ? [] : ['HttpOnly']),
    'SameSite=Lax',
    ...(isLoopback(edgeUrl) ? [] : ['Secure']),
  ].join('; ');
}

/** Some browsers keep no Secure cookie of a plain-text origin, even of this machine's own. */
function isLoopback(edgeUrl: string): boolean {
  const { protocol, hostname } = new URL(edgeUrl);
  return (
    protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]')
  );
}
