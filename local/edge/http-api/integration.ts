import type { LocalContext } from '../../service.ts';
import type { Integration } from '../api-gateway/api.ts';
import { executeApiArn } from '../api-gateway/api.ts';
import type { Authorization } from './authorization.ts';
import type { EventSource } from './event.ts';
import { functionEvent, requestContext } from './event.ts';
import type { ApiResponse } from './response.ts';
import { functionResponse, internalServerError, refusal } from './response.ts';
import { callService } from './service-integration.ts';

/** Hands an admitted request to what its route names, within the integration's time. */
export async function integrate(
  context: LocalContext,
  integration: Integration,
  source: EventSource,
  authorization: Authorization,
  body: Buffer,
): Promise<ApiResponse> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<ApiResponse>((resolve) => {
    timer = setTimeout(() => resolve(refusal(503, 'Service Unavailable')), integration.timeout);
  });
  try {
    return await Promise.race([timeout, run(context, integration, source, authorization, body)]);
  } finally {
    clearTimeout(timer);
  }
}

async function run(
  context: LocalContext,
  integration: Integration,
  source: EventSource,
  authorization: Authorization,
  body: Buffer,
): Promise<ApiResponse> {
  const { request, match, stage } = source;
  if (integration.kind !== 'lambda') {
    return await callService(context, integration, {
      request,
      body,
      parameters: match.parameters,
      stageVariables: stage.variables,
      context: { ...requestContext(source), authorizer: authorizerValues(authorization) },
    });
  }
  const result = await context.invoke(integration.functionArn, functionEvent(source, authorization, body), {
    service: 'apigateway.amazonaws.com',
    arn: routeArn(context, source),
  });
  if (result.ok) return functionResponse(result.payload);
  context.log({
    level: 'warn',
    part: 'http-api',
    message: 'a function failed',
    detail: { route: match.route.key, errorType: result.error.errorType, requestId: result.requestId },
  });
  return result.functionError === 'Throttled' ? refusal(503, 'Service Unavailable') : internalServerError;
}

/** `$context.authorizer.claims.sub` for tokens, `$context.authorizer.x` for a function's answer. */
function authorizerValues({ context }: Authorization): Record<string, unknown> {
  const { jwt, lambda } = (context ?? {}) as { jwt?: object; lambda?: object };
  return { ...jwt, ...lambda };
}

function routeArn({ region, account }: LocalContext, { api, stage, match }: EventSource): string {
  const path = match.route.key === '$default' ? '$default' : match.route.key.replace(' ', '');
  return executeApiArn(region, account, api.id, `${stage.name}/${path}`);
}
