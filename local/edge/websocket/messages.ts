import type { LocalContext } from '../../service.ts';
import type { Api, Route } from '../api-gateway/api.ts';
import { executeApiArn } from '../api-gateway/api.ts';
import type { Connection } from './connections.ts';
import type { SocketEventSource } from './event.ts';
import { socketContext } from './event.ts';
import { logFailure } from './function-failure.ts';

/** The route that a message names by the API's selection expression, else `$default`. */
export function selectRoute(api: Api, body: string): Route | undefined {
  const path = /^\$request\.body\.([\w.-]+)$/.exec(api.routeSelectionExpression)?.[1];
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return api.routes.get('$default');
  }
  for (const name of path?.split('.') ?? []) {
    value =
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  }
  const named = typeof value === 'string' && !value.startsWith('$') ? api.routes.get(value) : undefined;
  return named ?? api.routes.get('$default');
}

/** Hands a message to its route's function; what the caller is told about it, if anything. */
export async function deliverMessage(
  context: LocalContext,
  api: Api,
  source: SocketEventSource,
  body: string,
  authorizer: Record<string, unknown> | undefined,
): Promise<string | undefined> {
  const route = selectRoute(api, body);
  const routeKey = route?.key ?? '$default';
  const requestContext = socketContext(source, 'MESSAGE', routeKey, { ...(authorizer && { authorizer }) });
  requestContext.messageId = requestContext.requestId;
  const problem = (message: string) =>
    JSON.stringify({ message, connectionId: source.connectionId, requestId: requestContext.requestId });
  const integration = route && api.integrations.get(route.integrationId);
  if (!route || integration?.kind !== 'lambda') return problem('Forbidden');
  const result = await context.invoke(
    integration.functionArn,
    { requestContext, body, isBase64Encoded: false },
    caller(context, source, route.key),
  );
  if (!result.ok) {
    logFailure(context, route.key, result.error.errorType, result.requestId);
    return problem('Internal server error');
  }
  if (!route.answers) return undefined;
  const answer = (result.payload as { body?: unknown } | null)?.body;
  return typeof answer === 'string' ? answer : undefined;
}

export async function deliverDisconnect(
  context: LocalContext,
  api: Api,
  source: SocketEventSource,
  closing: { readonly code: number; readonly reason: string },
): Promise<void> {
  const route = api.routes.get('$disconnect');
  const integration = route && api.integrations.get(route.integrationId);
  if (integration?.kind !== 'lambda') return;
  const requestContext = socketContext(source, 'DISCONNECT', '$disconnect', {
    disconnectStatusCode: closing.code,
    disconnectReason: closing.reason,
  });
  const result = await context.invoke(
    integration.functionArn,
    { requestContext, isBase64Encoded: false },
    caller(context, source, '$disconnect'),
  );
  if (!result.ok) logFailure(context, '$disconnect', result.error.errorType, result.requestId);
}

function caller({ region, account }: LocalContext, source: SocketEventSource, routeKey: string) {
  const arn = executeApiArn(region, account, source.apiId, `${source.stage}/${routeKey}`);
  return { service: 'apigateway.amazonaws.com', arn };
}

export function eventSource(connection: Omit<Connection, 'socket'>, region: string): SocketEventSource {
  const { apiId, stage, connectedAt, sourceIp, userAgent } = connection;
  return { apiId, region, stage, connectionId: connection.id, connectedAt, sourceIp, userAgent };
}
