import type { IncomingHttpHeaders } from 'node:http';
import type { CorsPolicy, ResponseHeadersPolicy } from './distribution.ts';

/** Lower-case names; a name may repeat (`set-cookie`). */
export type ResponseHeaders = readonly (readonly [name: string, value: string])[];

/** What belongs to a connection, or is computed anew for each answer. */
const ownHeaders = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'date',
  'age',
  'via',
  'accept-ranges',
]);

export function originHeaders(headers: IncomingHttpHeaders): ResponseHeaders {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || ownHeaders.has(name)
      ? []
      : [value].flat().map((item): [string, string] => [name, item]),
  );
}

/** Applies all of a policy but CORS, which depends on who asks. */
export function applyPolicy(
  policy: ResponseHeadersPolicy | undefined,
  headers: ResponseHeaders,
): ResponseHeaders {
  if (!policy) return headers;
  const present = new Set(headers.map(([name]) => name));
  const added = policy.set.filter(({ name, override }) => override || !present.has(name));
  const replaced = new Set(added.map(({ name }) => name));
  return [
    ...headers.filter(([name]) => !replaced.has(name) && !policy.remove.has(name)),
    ...added.map(({ name, value }): [string, string] => [name, value]),
  ];
}

/** CORS headers for a viewer's origin; `present` are the names that the origin has set itself. */
export function corsHeaders(
  cors: CorsPolicy,
  origin: string,
  preflight: boolean,
  present: ReadonlySet<string>,
): ResponseHeaders {
  if (!cors.override && present.has('access-control-allow-origin')) return [];
  const any = cors.allowOrigins.includes('*');
  if (!any && !cors.allowOrigins.some((allowed) => matchesOrigin(allowed, origin))) return [];
  const headers: [string, string][] = [
    ['access-control-allow-origin', any && !cors.allowCredentials ? '*' : origin],
  ];
  if (!any) headers.push(['vary', 'Origin']);
  if (cors.allowCredentials) headers.push(['access-control-allow-credentials', 'true']);
  if (cors.exposeHeaders.length > 0)
    headers.push(['access-control-expose-headers', cors.exposeHeaders.join(', ')]);
  if (preflight) {
    headers.push(['access-control-allow-methods', cors.allowMethods.join(', ')]);
    headers.push(['access-control-allow-headers', cors.allowHeaders.join(', ')]);
    if (cors.maxAge !== undefined) headers.push(['access-control-max-age', String(cors.maxAge)]);
  }
  return headers;
}

function matchesOrigin(allowed: string, origin: string): boolean {
  const source = allowed.replace(/[\\^$.+?()[\]{}|]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^(?:https?://)?${source}$`).test(origin);
}
