/** What a share link's address carries: `<linkId>.<secret>`. */
export interface ShareToken {
  readonly linkId: string;
  readonly secret: string;
}

export const tokenPattern = String.raw`(lnk_[0-9a-z]{26})\.([A-Za-z0-9_-]{43})`;

const form = new RegExp(`^${tokenPattern}$`);
const secretBytes = 32;

export function readToken(text: string): ShareToken | undefined {
  const [, linkId, secret] = form.exec(text) ?? [];
  // Unused low bits of the last character would make several spellings of one secret.
  if (!linkId || !secret || toBase64Url(fromBase64Url(secret)) !== secret) return undefined;
  return { linkId, secret };
}

export function writeToken({ linkId, secret }: ShareToken): string {
  return `${linkId}.${secret}`;
}

export function newSecret(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(secretBytes)));
}

/** SHA-256, hexadecimal: of 256 random bits nothing slower is needed. */
export async function hashSecret(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Takes as long wherever the first difference is. */
export function sameHash(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let at = 0; at < one.length; at++) difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return difference === 0;
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
}
