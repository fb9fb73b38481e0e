import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { inject } from 'light-my-request';
import { edgeProofHeader } from '../../../contracts/api/edge-proof.ts';
import type { Sender } from '../../../domain/identity/openid/check-credentials.ts';
import type { HttpReply } from '../../../runtime/problem.ts';
import { noteSender } from './request-sender.ts';

export type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Headers by which a proxy would say who asks for what; here the issuer and the event say it. */
const forwarded = new Set(['host', 'forwarded', 'content-length', 'transfer-encoding', edgeProofHeader]);

/**
 * Hands an event of the HTTP API to a listener as the request that the browser made of the issuer: with the issuer's
 * host and scheme, whatever way it came, and the path within it.
 */
export async function answerEvent(
  event: APIGatewayProxyEventV2,
  {
    issuer,
    sender,
    listener,
  }: { readonly issuer: URL; readonly sender: Sender; readonly listener: Listener },
): Promise<HttpReply> {
  const within = event.rawPath.startsWith(issuer.pathname) ? event.rawPath.slice(issuer.pathname.length) : '';
  // API Gateway has decoded it: what was no delimiter must not become one.
  const path = within.replace(/[?#\\\s\p{Cc}]/gu, encodeURIComponent);
  const own = Object.entries(event.headers).filter(
    ([name]) => !forwarded.has(name.toLowerCase()) && !name.toLowerCase().startsWith('x-forwarded-'),
  );
  const response = await inject(
    (request, answer) => {
      noteSender(request, sender);
      return listener(request, answer);
    },
    {
      method: event.requestContext.http.method,
      url: `${path || '/'}${event.rawQueryString ? `?${event.rawQueryString}` : ''}`,
      headers: {
        ...Object.fromEntries(own),
        host: issuer.host,
        'x-forwarded-proto': issuer.protocol.slice(0, -1),
        ...(event.cookies ? { cookie: event.cookies.join('; ') } : {}),
      },
      remoteAddress: sender.viewer,
      ...(event.body === undefined
        ? {}
        : { payload: Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8') }),
    },
  );
  const { 'set-cookie': cookies, ...headers } = response.headers;
  return {
    statusCode: response.statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    ...(cookies === undefined ? {} : { cookies: [cookies].flat().map(String) }),
    body: response.payload,
  };
}
