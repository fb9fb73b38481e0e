import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A request as the parts of an HTTP API need it, before its body is read. */
export interface ApiRequest {
  readonly requestId: string;
  readonly method: string;
  /** Decoded; with the stage, as the function sees it. */
  readonly path: string;
  readonly segments: readonly string[];
  readonly queryString: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names; repeated ones joined with a comma. `cookie` is kept apart. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly sourceIp: string;
  readonly protocol: string;
  readonly time: Date;
}

/**
 * Undefined when the path is no valid percent-encoding. `stage` is the name in front of the path, or
 * empty for the default stage; it is part of `path` but not of `segments`.
 */
export function readRequest(incoming: IncomingMessage, stage: string): ApiRequest | undefined {
  const [rawPath = '/', queryString = ''] = splitOnce(incoming.url ?? '/', '?');
  let segments: string[];
  try {
    segments = rawPath.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
  const path = `/${segments.join('/')}`;
  return {
    requestId: `${randomBytes(11).toString('base64url')}=`,
    method: incoming.method ?? 'GET',
    path,
    segments: stage === '' ? segments : segments.slice(1),
    queryString,
    query: joinedQuery(queryString),
    headers: { ...joinedHeaders(incoming), 'x-forwarded-for': forwardedFor(incoming) },
    cookies: incoming.headers.cookie?.split(/;\s*/).filter((cookie) => cookie !== '') ?? [],
    sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
    protocol: `HTTP/${incoming.httpVersion}`,
    time: new Date(),
  };
}

function joinedQuery(queryString: string): Record<string, string> {
  const query: Record<string, string> = {};
  if (queryString === '') return query;
  for (const [name, value] of new URLSearchParams(queryString)) {
    query[name] = Object.hasOwn(query, name) ? `${query[name]},${value}` : value;
  }
  return query;
}

function joinedHeaders(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    // Headers that concern this connection alone never reach an integration.
    if (value === undefined || ['cookie', 'connection', 'keep-alive', 'transfer-encoding'].includes(name))
      continue;
    headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return headers;
}

/** API Gateway adds who connected to it. */
function forwardedFor({ headers, socket }: IncomingMessage): string {
  return [headers['x-forwarded-for'] ?? [], socket.remoteAddress ?? '127.0.0.1'].flat().join(', ');
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
