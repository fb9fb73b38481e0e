import type { CorsConfiguration } from '../api-gateway/api.ts';
import type { ApiRequest } from './request.ts';
import type { ApiResponse } from './response.ts';

/**
 * API Gateway answers a preflight itself once an API has a CORS configuration, but only where no route takes `OPTIONS`:
 * `ANY` and `$default` do, with their authorizers and integrations (aws/serverless-application-model#1603).
 */
export function isPreflight(cors: CorsConfiguration | undefined, { method, headers }: ApiRequest): boolean {
  return (
    cors !== undefined &&
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  );
}

/** Its headers come with every answer. */
export const preflightAnswer: ApiResponse = { status: 204, headers: {}, body: '' };

/** Headers of an answer. They replace what the integration says about CORS. */
export function corsHeaders(
  cors: CorsConfiguration | undefined,
  request: ApiRequest,
): Record<string, string> {
  const allowed = cors && allowedOrigin(cors, request.headers.origin);
  if (!cors || !allowed) return {};
  const headers: Record<string, string> = originHeaders(cors, allowed);
  if (isPreflight(cors, request)) {
    if (cors.allowMethods.length > 0) headers['access-control-allow-methods'] = cors.allowMethods.join(',');
    if (cors.allowHeaders.length > 0) headers['access-control-allow-headers'] = cors.allowHeaders.join(',');
    if (cors.maxAge !== undefined) headers['access-control-max-age'] = String(cors.maxAge);
    return headers;
  }
  if (cors.exposeHeaders.length > 0) headers['access-control-expose-headers'] = cors.exposeHeaders.join(',');
  return headers;
}

function originHeaders(cors: CorsConfiguration, origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    ...(cors.allowCredentials && { 'access-control-allow-credentials': 'true' }),
    ...(origin !== '*' && { vary: 'origin' }),
  };
}

function allowedOrigin(cors: CorsConfiguration, origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined;
  for (const allowed of cors.allowOrigins) {
    if (allowed === '*') return cors.allowCredentials ? origin : '*';
    if (allowed.toLowerCase() === origin.toLowerCase()) return origin;
    // `https://*` and `chrome-extension://*` allow a whole scheme.
    if (allowed.endsWith('://*') && origin.toLowerCase().startsWith(allowed.slice(0, -1))) return origin;
  }
  return undefined;
}
