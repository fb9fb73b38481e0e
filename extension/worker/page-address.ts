/** Addresses and titles as they may be kept. */

/** What was typed into a field that is not kept comes back in the address of a form sent by GET: not kept either. */
export function scrubAddress(address: string, maskedFieldNames: readonly string[]): string {
  if (!URL.canParse(address)) return address.slice(0, 2_000);
  const url = new URL(address);
  url.username = '';
  url.password = '';
  for (const name of maskedFieldNames) if (url.searchParams.get(name)) url.searchParams.delete(name);
  return url.href.slice(0, 2_000);
}

/** A page that people work in: not the browser's own, not the extension's. */
export const isPage = (address: string | undefined): address is string =>
  address !== undefined && /^(https?|file):/.test(address);

/** In lower case, without its port; empty for what has none. Of what a page made itself it is the page's. */
export function hostOf(address: string | undefined): string {
  if (address === undefined || !URL.canParse(address)) return '';
  const { protocol, hostname, origin } = new URL(address);
  return protocol === 'blob:' && origin !== 'null' ? new URL(origin).hostname : hostname;
}
