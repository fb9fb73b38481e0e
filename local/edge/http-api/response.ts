import type { ServerResponse } from 'node:http';

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body: Buffer | string;
}

/** A refusal of API Gateway's own. */
export function refusal(status: number, message: string, headers: Record<string, string> = {}): ApiResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ message }),
  };
}

export const internalServerError = refusal(500, 'Internal Server Error');

/** What a function returned, read by payload format 2.0. */
export function functionResponse(payload: unknown): ApiResponse {
  if (!isProxyResponse(payload)) {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload ?? null);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const status = Number(payload.statusCode);
  const body = payload.body ?? '';
  if (!Number.isInteger(status) || status < 100 || status > 599 || typeof body !== 'string') {
    return internalServerError;
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries((payload.headers as object | null) ?? {})) {
    headers[name.toLowerCase()] = String(value);
  }
  if (body !== '') headers['content-type'] ??= 'text/plain;charset=utf-8';
  return {
    status,
    headers,
    cookies: Array.isArray(payload.cookies) ? payload.cookies.map(String) : [],
    body: payload.isBase64Encoded === true ? Buffer.from(body, 'base64') : body,
  };
}

function isProxyResponse(payload: unknown): payload is Record<string, unknown> & { statusCode: unknown } {
  return typeof payload === 'object' && payload !== null && 'statusCode' in payload;
}

/** Headers that the listener itself decides. */
const ownHeaders = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive', 'date']);

export function sendResponse(
  outgoing: ServerResponse,
  { status, headers, cookies = [], body }: ApiResponse,
  extra: Readonly<Record<string, string>>,
): void {
  const lines: string[] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (!ownHeaders.has(name) && !Object.hasOwn(extra, name)) lines.push(name, value);
  }
  for (const [name, value] of Object.entries(extra)) lines.push(name, value);
  for (const cookie of cookies) lines.push('set-cookie', cookie);
  const bodiless = status === 204 || status === 304 || status < 200;
  if (!bodiless) lines.push('content-length', String(Buffer.byteLength(body)));
  try {
    outgoing.writeHead(status, lines);
  } catch {
    // A function may answer with header text that HTTP forbids; that is its integration's failure.
    outgoing.writeHead(500, { 'content-type': 'application/json' });
    outgoing.end(internalServerError.body);
    return;
  }
  outgoing.end(bodiless ? undefined : body);
}
