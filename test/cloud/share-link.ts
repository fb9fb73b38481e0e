/** A publication as a reader's browser holds it after following a share link. */
export interface OpenedLink {
  /** Address of the publication, ending in a slash. */
  readonly base: string;
  readonly cookie: string;
  read(path: string): Promise<Response>;
}

export async function openShareLink(url: string): Promise<OpenedLink> {
  const response = await fetch(url, { redirect: 'manual' });
  const location = response.headers.get('location');
  if (!location)
    throw new Error(`The share link answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const base = new URL('.', new URL(location, url)).href;
  return { base, cookie, read: (path) => fetch(new URL(path, base), { headers: { cookie } }) };
}
