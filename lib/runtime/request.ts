import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { nestsDeeperThan } from './json-depth.ts';
import { parse, type Schema } from './parse.ts';
import { type CommonReason, issuesOf, type Refused } from './problem.ts';

export type Taken<Value> = { ok: true; value: Value } | Refused<CommonReason>;

/** Limits on a body, before it is parsed. */
export interface BodyLimits {
  /** Bytes; 64 KiB unless said otherwise. */
  readonly maximumBytes?: number;
  /** Nesting; 32 unless said otherwise. */
  readonly maximumDepth?: number;
}

export function takeBody<Value>(
  event: Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>,
  schema: Schema<Value>,
  limits: BodyLimits = {},
): Taken<Value> {
  const maximumBytes = limits.maximumBytes ?? 64 * 1024;
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maximumBytes)
    return {
      ok: false,
      reason: 'body-too-large',
      detail: `The body has ${bytes.length} bytes; at most ${maximumBytes} are taken.`,
    };
  const maximumDepth = limits.maximumDepth ?? 32;
  if (nestsDeeperThan(bytes, maximumDepth))
    return {
      ok: false,
      reason: 'nested-too-deep',
      detail: `At most ${maximumDepth} levels are taken.`,
    };
  const json = readJson(bytes);
  if (!json.ok) return { ok: false, reason: 'malformed-json' };
  const body = parse(schema, json.value);
  return body.ok ? body : { ok: false, reason: 'invalid-request', errors: issuesOf(body.error) };
}

/** A path that cannot name anything is the same to the caller as one that names nothing. */
export function takeParams<Value>(event: APIGatewayProxyEventV2, schema: Schema<Value>): Taken<Value> {
  const params = parse(schema, event.pathParameters ?? {});
  return params.ok ? params : { ok: false, reason: 'not-found', errors: issuesOf(params.error, 'path') };
}

export function takeQuery<Value>(event: APIGatewayProxyEventV2, schema: Schema<Value>): Taken<Value> {
  const query = parse(schema, event.queryStringParameters ?? {});
  return query.ok ? query : { ok: false, reason: 'invalid-request', errors: issuesOf(query.error, 'query') };
}

function readJson(bytes: Buffer): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return { ok: false };
  }
}
