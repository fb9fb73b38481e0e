import type { IncomingMessage } from 'node:http';
import type { Selection } from './distribution.ts';
import { selects } from './distribution.ts';

/** A viewer's request as behaviours, functions and origins see it. */
export interface ViewerRequest {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  /** Without CloudFront's signature members. */
  readonly query: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly address: string;
}

export function viewerRequest(incoming: IncomingMessage, path: string, query: string): ViewerRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: incoming.method ?? 'GET',
    path,
    query,
    headers,
    address: incoming.socket.remoteAddress ?? '127.0.0.1',
  };
}

/** The part of a query string that a selection lets through. */
export function selectedQuery(selection: Selection, query: string): string {
  if (query === '' || selection.behaviour === 'none') return '';
  if (selection.behaviour === 'all') return query;
  return query
    .split('&')
    .filter((pair) => selects(selection, decodeURIComponent(pair.split('=')[0] ?? '')))
    .join('&');
}

export function selectedCookies(selection: Selection, header: string | undefined): string {
  if (header === undefined || selection.behaviour === 'none') return '';
  if (selection.behaviour === 'all') return header;
  return header
    .split(/;\s*/)
    .filter((pair) => selects(selection, pair.split('=')[0] ?? ''))
    .join('; ');
}

/** Headers that are never a viewer's to pass on. */
const connectionHeaders = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'cookie',
  'expect',
]);

export function selectedHeaders(
  selection: Selection,
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  if (selection.behaviour === 'none') return {};
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !connectionHeaders.has(name) && selects(selection, name)),
  );
}
