import type { ServerResponse } from 'node:http';
import { byteRange } from './byte-range.ts';
import type { ResponseHeaders } from './response-headers.ts';
import type { Encoding, StoredResponse } from './stored-response.ts';

export type CacheState = 'Hit' | 'Miss' | 'RefreshHit' | 'Error';

export interface Asked {
  readonly method: string;
  readonly encoding: Encoding;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
}

/** Writes a stored answer: whole, not modified, or in part. */
export async function respond(
  outgoing: ServerResponse,
  asked: Asked,
  stored: StoredResponse,
  state: CacheState,
  extra: ResponseHeaders = [],
): Promise<void> {
  const encoding = stored.compressible ? asked.encoding : 'identity';
  const { lines, body } = stored.ready(encoding) ?? (await stored.represent(encoding));
  const head = [...lines, 'x-cache', `${state} from cloudfront`];
  if (state === 'Hit') head.push('age', String(Math.floor((Date.now() - stored.storedAt) / 1000)));
  for (const [name, value] of extra) head.push(name, value);
  const { method, headers } = asked;
  if (stored.status === 200) {
    if (notModified(headers, stored)) {
      outgoing.writeHead(304, withoutBody(head));
      outgoing.end();
      return;
    }
    if (headers.range !== undefined && method === 'GET' && encoding === 'identity') {
      const range = rangeOf(headers, stored);
      if (range === 'unsatisfiable') {
        outgoing.writeHead(416, [
          ...withoutBody(head),
          'content-range',
          `bytes */${body.length}`,
          'content-length',
          '0',
        ]);
        outgoing.end();
        return;
      }
      if (range) {
        const part = body.subarray(range.first, range.last + 1);
        const partial = [
          `bytes ${range.first}-${range.last}/${body.length}`,
          'content-length',
          String(part.length),
        ];
        outgoing.writeHead(206, [...withoutLength(head), 'content-range', ...partial]);
        outgoing.end(part);
        return;
      }
    }
    if (encoding === 'identity') head.push('accept-ranges', 'bytes');
  }
  outgoing.writeHead(stored.status, head);
  outgoing.end(method === 'HEAD' ? undefined : body);
}

function notModified(headers: Asked['headers'], { etag, lastModified }: StoredResponse): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    if (tags === '*') return true;
    const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
    return etag !== undefined && String(tags).split(',').map(opaque).includes(opaque(etag));
  }
  const since = headers['if-modified-since'];
  return (
    since !== undefined && lastModified !== undefined && Date.parse(lastModified) <= Date.parse(String(since))
  );
}

function rangeOf(headers: Asked['headers'], { etag, lastModified, body }: StoredResponse) {
  const condition = headers['if-range'];
  if (condition !== undefined && condition !== etag && condition !== lastModified) return undefined;
  return byteRange(String(headers.range), body.length);
}

function withoutLength(lines: readonly string[]): string[] {
  return lines.filter((_line, index) => lines[index - (index % 2)] !== 'content-length');
}

/** What describes bytes that are not sent. */
function withoutBody(lines: readonly string[]): string[] {
  const described = ['content-length', 'content-type', 'content-encoding', 'accept-ranges'];
  return lines.filter((_line, index) => !described.includes(lines[index - (index % 2)] ?? ''));
}

const negotiated = new Map<string, Encoding>();

/** The best encoding that a viewer accepts and a behaviour offers. */
export function negotiate(header: string | string[] | undefined, gzip: boolean, brotli: boolean): Encoding {
  if (header === undefined || (!gzip && !brotli)) return 'identity';
  const key = `${gzip ? 'g' : ''}${brotli ? 'b' : ''} ${String(header)}`;
  const known = negotiated.get(key);
  if (known) return known;
  const accepts = (name: string) =>
    new RegExp(`(?:^|,)\\s*${name}\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))|,|$)`, 'i').test(String(header));
  const encoding: Encoding = brotli && accepts('br') ? 'br' : gzip && accepts('gzip') ? 'gzip' : 'identity';
  // Viewers send a handful of spellings; a hostile one must not fill the memory with others.
  if (negotiated.size < 1_000) negotiated.set(key, encoding);
  return encoding;
}
