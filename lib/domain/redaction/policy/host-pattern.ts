/*
 * `example.com` is that host alone; `*.example.com` is it and all below, since nobody who writes that means to leave the
 * host itself out; `*` is every host.
 */

/** Whether a page's host, as browsers have it, is of the pattern; none is of what is no pattern. */
export function hostTest(pattern: string): (host: string) => boolean {
  const wanted = asciiPattern(pattern);
  if (wanted === undefined) return () => false;
  if (wanted === '*') return () => true;
  if (!wanted.startsWith('*.')) return (host) => plain(host) === wanted;
  const parent = wanted.slice(2);
  return (host) => plain(host) === parent || plain(host).endsWith(`.${parent}`);
}

/** Whether the first pattern fits wherever the second does. */
export function coversPattern(pattern: string, other: string): boolean {
  if (pattern === '*') return true;
  const [wide, host] = [pattern.startsWith('*.'), asciiPattern(other) ?? ''];
  if (!host.startsWith('*')) return hostTest(pattern)(host);
  return wide && host !== '*' && hostTest(pattern)(host.slice(2));
}

/** The pattern with its host as browsers have it; nothing where it is none. */
export function asciiPattern(pattern: string): string | undefined {
  if (pattern === '*') return pattern;
  const prefix = pattern.startsWith('*.') ? '*.' : '';
  const host = pattern.slice(prefix.length);
  // Only names and addresses: neither ports nor paths, nor what a URL would take for such.
  if (!/^(?:[\p{L}\p{M}\p{N}._-]+|\[[\da-f:]+\])$/iu.test(host) || /^\.|\.\./.test(host)) return undefined;
  return URL.canParse(`https://${host}`)
    ? `${prefix}${plain(new URL(`https://${host}`).hostname)}`
    : undefined;
}

function plain(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}
