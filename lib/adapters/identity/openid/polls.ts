import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { pollInterval } from '../../../domain/identity/openid/clients.ts';
import type { HttpReply } from '../../../runtime/problem.ts';
import type { StoredModels } from './stored-models.ts';

/** RFC 8628: a device that polls sooner than it was told waits five seconds longer each time. */
export async function slowDown(
  models: Pick<StoredModels, 'poll'>,
  event: APIGatewayProxyEventV2,
  now: number,
): Promise<HttpReply | undefined> {
  const code = polledCode(event);
  if (code === undefined || (await models.poll(code, now, pollInterval))) return undefined;
  return {
    statusCode: 400,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify({ error: 'slow_down', error_description: 'polling too fast' }),
  };
}

function polledCode(event: APIGatewayProxyEventV2): string | undefined {
  if (event.requestContext.http.method !== 'POST' || !event.rawPath.endsWith('/token')) return undefined;
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8').toString('utf8');
  const form = new URLSearchParams(body);
  const isPoll = form.get('grant_type') === 'urn:ietf:params:oauth:grant-type:device_code';
  return isPoll ? (form.get('device_code') ?? undefined) : undefined;
}
