import type { IncomingMessage } from 'node:http';
import type { LocalContext } from '../../service.ts';
import type { Api } from '../api-gateway/api.ts';
import { executeApiArn } from '../api-gateway/api.ts';
import { identityValue } from '../http-api/authorization.ts';
import { policyAllows } from '../http-api/invoke-policy.ts';
import type { SocketEventSource } from './event.ts';
import { handshakeFields, socketContext } from './event.ts';
import { logFailure } from './function-failure.ts';

export type HandshakeOutcome =
  | { readonly accepted: true; readonly authorizer?: Record<string, unknown> }
  | { readonly accepted: false; readonly status: number };

/** Runs the authorizer and the function of `$connect`; only a 2xx answer lets the socket open. */
export async function decideHandshake(
  context: LocalContext,
  api: Api,
  source: SocketEventSource,
  incoming: IncomingMessage,
): Promise<HandshakeOutcome> {
  const route = api.routes.get('$connect');
  if (!route) return { accepted: true };
  const authorizer = route.authorizerId === undefined ? undefined : api.authorizers.get(route.authorizerId);
  const authorization = await authorize(context, source, incoming, authorizer);
  if (!authorization.accepted) return authorization;
  const integration = api.integrations.get(route.integrationId);
  if (integration?.kind !== 'lambda') return { accepted: false, status: 500 };
  const { region, account } = context;
  const result = await context.invoke(
    integration.functionArn,
    {
      ...handshakeFields(incoming).event,
      requestContext: socketContext(source, 'CONNECT', '$connect', {
        ...(authorization.authorizer && { authorizer: authorization.authorizer }),
      }),
      isBase64Encoded: false,
    },
    {
      service: 'apigateway.amazonaws.com',
      arn: executeApiArn(region, account, api.id, `${source.stage}/$connect`),
    },
  );
  if (!result.ok) {
    logFailure(context, '$connect', result.error.errorType, result.requestId);
    return { accepted: false, status: 502 };
  }
  const status = Number((result.payload as { statusCode?: unknown } | null)?.statusCode);
  if (!Number.isInteger(status)) return { accepted: false, status: 502 };
  return status >= 200 && status < 300 ? authorization : { accepted: false, status };
}

async function authorize(
  context: LocalContext,
  source: SocketEventSource,
  incoming: IncomingMessage,
  authorizer: ReturnType<Api['authorizers']['get']>,
): Promise<HandshakeOutcome> {
  if (!authorizer) return { accepted: true };
  if (authorizer.kind !== 'lambda') return { accepted: false, status: 500 };
  const fields = handshakeFields(incoming);
  const identities = authorizer.identitySources.map((name) => identityValue(name, fields));
  if (identities.some((identity) => identity === undefined || identity === '')) {
    return { accepted: false, status: 401 };
  }
  const { region, account } = context;
  const methodArn = executeApiArn(region, account, source.apiId, `${source.stage}/$connect`);
  const result = await context.invoke(
    authorizer.functionArn,
    {
      type: 'REQUEST',
      methodArn,
      ...fields.event,
      requestContext: socketContext(source, 'CONNECT', '$connect'),
    },
    {
      service: 'apigateway.amazonaws.com',
      arn: executeApiArn(region, account, source.apiId, `authorizers/${authorizer.id}`),
    },
  );
  const answer = result.ok ? (result.payload as Record<string, unknown> | null) : null;
  if (!answer) return { accepted: false, status: 500 };
  if (!policyAllows(answer.policyDocument, methodArn)) return { accepted: false, status: 403 };
  const values = (answer.context ?? {}) as Record<string, unknown>;
  return { accepted: true, authorizer: { principalId: answer.principalId, ...values } };
}
