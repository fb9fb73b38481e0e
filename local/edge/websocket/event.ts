import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { logTime } from '../http-api/event.ts';

export interface SocketEventSource {
  readonly apiId: string;
  readonly region: string;
  readonly stage: string;
  readonly connectionId: string;
  readonly connectedAt: Date;
  readonly sourceIp: string;
  readonly userAgent: string;
}

type EventType = 'CONNECT' | 'MESSAGE' | 'DISCONNECT';

/** `requestContext` of a WebSocket event. Each has an id of its own. */
export function socketContext(
  source: SocketEventSource,
  eventType: EventType,
  routeKey: string,
  extra: Record<string, unknown> = {},
): Record<string, unknown> {
  const now = new Date();
  const requestId = `${randomBytes(11).toString('base64url')}=`;
  return {
    routeKey,
    eventType,
    messageDirection: 'IN',
    stage: source.stage,
    apiId: source.apiId,
    domainName: `${source.apiId}.execute-api.${source.region}.amazonaws.com`,
    connectionId: source.connectionId,
    connectedAt: source.connectedAt.getTime(),
    requestId,
    extendedRequestId: requestId,
    requestTime: logTime(now),
    requestTimeEpoch: now.getTime(),
    identity: { sourceIp: source.sourceIp, userAgent: source.userAgent },
    ...extra,
  };
}

/** Headers and query of the opening handshake, single and multiple values apart. */
export function handshakeFields(incoming: IncomingMessage): {
  readonly headers: Record<string, string>;
  readonly query: Record<string, string>;
  readonly event: Record<string, unknown>;
} {
  const headers: Record<string, string> = {};
  const multiValueHeaders: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value === undefined) continue;
    const values = [value].flat();
    headers[name] = values.join(',');
    multiValueHeaders[name] = values;
  }
  const parameters = new URL(incoming.url ?? '/', 'ws://local').searchParams;
  const query = Object.fromEntries(parameters);
  const multiValueQueryStringParameters = Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]),
  );
  return {
    headers,
    query,
    event: {
      headers,
      multiValueHeaders,
      ...(parameters.size > 0 && { queryStringParameters: query, multiValueQueryStringParameters }),
    },
  };
}
