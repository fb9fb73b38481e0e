import type { CachePolicy } from './distribution.ts';
import type { ResponseHeaders } from './response-headers.ts';

/** Seconds for which an answer may be used again: what the origin says, within the policy's bounds. */
export function freshSeconds(headers: ResponseHeaders, policy: CachePolicy, now: number): number {
  const value = (wanted: string) => headers.find(([name]) => name === wanted)?.[1];
  const control = value('cache-control') ?? '';
  if (/\b(?:no-store|no-cache|private)\b/i.test(control)) return policy.minimum;
  const directive = /\bs-maxage=(\d+)/i.exec(control) ?? /\bmax-age=(\d+)/i.exec(control);
  const expires = value('expires');
  const stated = directive
    ? Number(directive[1])
    : expires === undefined
      ? policy.otherwise
      : Math.max(0, (Date.parse(expires) - now) / 1000);
  return Math.min(Math.max(stated || 0, policy.minimum), policy.maximum);
}
