import type { AwsRequest, AwsResponse } from '../../service.ts';
import { AwsError } from '../../service.ts';
import type { Bucket } from './bucket.ts';

export interface CorsRule {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly exposed: readonly string[];
  readonly maxAgeSeconds: number | undefined;
}

/** Answers a browser's `OPTIONS` before a request across origins. */
export function preflight(bucket: Bucket | undefined, request: AwsRequest): AwsResponse {
  const origin = request.headers.origin;
  if (!origin) {
    throw new AwsError('BadRequest', 'Insufficient information. Origin request header needed.');
  }
  const method = request.headers['access-control-request-method'];
  if (!method) {
    throw new AwsError('BadRequest', 'Invalid Access-Control-Request-Method: null');
  }
  if (!bucket) throw forbidden('CORSResponse: Bucket not found', 'BUCKET', method);
  if (bucket.cors.length === 0) {
    throw forbidden('CORSResponse: CORS is not enabled for this bucket.', 'BUCKET', method);
  }
  const asked = (request.headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  const rule = bucket.cors.find(
    (candidate) =>
      allows(candidate, origin, method) && asked.every((name) => matchesAny(candidate.headers, name)),
  );
  if (!rule) {
    throw forbidden(
      "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
      'OBJECT',
      method,
    );
  }
  return {
    status: 200,
    headers: {
      ...ruleHeaders(rule, origin),
      ...(asked.length > 0 ? { 'access-control-allow-headers': asked.join(', ') } : {}),
    },
  };
}

/** Headers that let the page of `Origin` read the answer; none when no rule allows it. */
export function corsHeaders(bucket: Bucket | undefined, request: AwsRequest): Record<string, string> {
  const origin = request.headers.origin;
  const rule = origin && bucket?.cors.find((candidate) => allows(candidate, origin, request.method));
  return rule ? ruleHeaders(rule, origin) : {};
}

function ruleHeaders(rule: CorsRule, origin: string): Record<string, string> {
  const any = rule.origins.includes('*');
  return {
    'access-control-allow-origin': any ? '*' : origin,
    'access-control-allow-methods': rule.methods.join(', '),
    ...(any ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(rule.exposed.length > 0 ? { 'access-control-expose-headers': rule.exposed.join(', ') } : {}),
    ...(rule.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function allows(rule: CorsRule, origin: string, method: string): boolean {
  return rule.methods.includes(method) && matchesAny(rule.origins, origin);
}

/** One `*` may stand for any run of characters. */
function matchesAny(patterns: readonly string[], value: string): boolean {
  return patterns.some((pattern) => {
    const [before = '', after] = pattern.toLowerCase().split('*');
    const text = value.toLowerCase();
    if (after === undefined) return text === before;
    return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
  });
}

function forbidden(message: string, resourceType: string, method: string): AwsError {
  return new AwsError('AccessForbidden', message, 403, { Method: method, ResourceType: resourceType });
}
