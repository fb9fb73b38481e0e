import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Caller, type Entrance, takeAdmission } from './admission.ts';
import { faultClass } from './faults.ts';
import { log } from './log.ts';
import { invocation } from './middleware.ts';
import type { Schema } from './parse.ts';
import {
  type CommonReason,
  commonRefusals,
  type HttpReply,
  problemReply,
  type Refusal,
  type Refused,
} from './problem.ts';
import { type BodyLimits, type Taken, takeBody, takeParams, takeQuery } from './request.ts';
import { traceId } from './trace.ts';

/** What a route's `run` gives: a value to send, or one of its refusals. Domain code returns it as it is. */
export type Outcome<Value, Reason extends string> =
  | { readonly ok: true; readonly value: Value }
  | Refused<Reason | CommonReason>;

export interface RouteCall<Body, Params, Query, Who> {
  readonly body: Body;
  readonly params: Params;
  readonly query: Query;
  readonly caller: Who;
  readonly event: APIGatewayProxyEventV2;
}

export interface RouteSpec<Body, Params, Query, Who, Value, Reason extends string> extends BodyLimits {
  /** Schema of the JSON body; without it the body is ignored. */
  readonly request?: Schema<Body>;
  /** Schemas of the path's and the query's parameters, each an object of strings. */
  readonly params?: Schema<Params>;
  readonly query?: Schema<Query>;
  /** Status and title of each refusal that `run` may give beside the common ones. */
  readonly refusals?: Readonly<Record<Reason, Refusal>>;
  /** Of the JSON answer; 200 unless said otherwise, 204 when the value is undefined. */
  readonly status?: number;
  /** Makes the answer from the value where it is not JSON: a redirect, a page, cookies. */
  readonly reply?: (value: Value) => HttpReply;
  readonly run: (call: RouteCall<Body, Params, Query, Who>) => Promise<Outcome<Value, Reason>>;
  /** Once `run` has ended, whatever came of it, and before the answer: it does not throw. */
  readonly afterwards?: () => Promise<void>;
}

/**
 * Route behind the authorizer (HTTP API, payload format 2.0): whoever was not admitted is told so here. Parses body,
 * path and query by the given schemas, and answers every refusal, expected or not, as problem+json. A thing of another
 * tenant is `not-found`.
 */
export function httpRoute<
  Value,
  Reason extends string = never,
  Body = undefined,
  Params = undefined,
  Query = undefined,
>(spec: RouteSpec<Body, Params, Query, Caller, Value, Reason>) {
  return route(spec, takeAdmission);
}

/** Route that needs no token; it has no caller. */
export function publicRoute<
  Value,
  Reason extends string = never,
  Body = undefined,
  Params = undefined,
  Query = undefined,
>(spec: RouteSpec<Body, Params, Query, undefined, Value, Reason>) {
  return route(spec, () => ({ caller: { ok: true, value: undefined }, headers: {} }));
}

function route<Body, Params, Query, Who, Value, Reason extends string>(
  spec: RouteSpec<Body, Params, Query, Who, Value, Reason>,
  takeWho: (event: APIGatewayProxyEventV2) => Entrance<Who>,
) {
  return middy<APIGatewayProxyEventV2, HttpReply>()
    .use(invocation())
    .handler(async (event) => {
      const { caller, headers } = takeWho(event);
      const outcome = await answer(spec, event, caller);
      if (outcome.ok)
        return withHeaders(spec.reply?.(outcome.value) ?? jsonReply(outcome.value, spec.status), headers);
      const refusals: Readonly<Record<string, Refusal>> = { ...commonRefusals, ...spec.refusals };
      const refusal = refusals[outcome.reason] ?? commonRefusals.internal;
      log.info('REQUEST_REFUSED', { reason: outcome.reason, status: refusal.status });
      const id = traceId(event.headers?.['x-amzn-trace-id']) ?? event.requestContext.requestId;
      return withHeaders(problemReply(outcome, refusal, { traceId: id, path: event.rawPath }), headers);
    });
}

/** What the front door has to say goes with every answer. */
function withHeaders(reply: HttpReply, headers: Readonly<Record<string, string>>): HttpReply {
  return Object.keys(headers).length > 0 ? { ...reply, headers: { ...reply.headers, ...headers } } : reply;
}

async function answer<Body, Params, Query, Who, Value, Reason extends string>(
  spec: RouteSpec<Body, Params, Query, Who, Value, Reason>,
  event: APIGatewayProxyEventV2,
  caller: Taken<Who>,
): Promise<Outcome<Value, Reason>> {
  if (!caller.ok) return caller;
  const params = takeIf(spec.params, (schema) => takeParams(event, schema));
  if (!params.ok) return params;
  const query = takeIf(spec.query, (schema) => takeQuery(event, schema));
  if (!query.ok) return query;
  const body = takeIf(spec.request, (schema) => takeBody(event, schema, spec));
  if (!body.ok) return body;
  try {
    return await spec.run({
      caller: caller.value,
      params: params.value,
      query: query.value,
      body: body.value,
      event,
    });
  } catch (error) {
    log.error('REQUEST_FAILED', error);
    return faultClass(error) === 'transient'
      ? { ok: false, reason: 'unavailable', retryAfter: 1 }
      : { ok: false, reason: 'internal' };
  } finally {
    await spec.afterwards?.();
  }
}

/** Where a spec leaves a schema out its type parameter is `undefined`, so that `undefined` is the value. */
function takeIf<Value>(
  schema: Schema<Value> | undefined,
  take: (schema: Schema<Value>) => Taken<Value>,
): Taken<Value> {
  return schema ? take(schema) : { ok: true, value: undefined as Value };
}

function jsonReply(value: unknown, status?: number): HttpReply {
  if (value === undefined) return { statusCode: status ?? 204 };
  return {
    statusCode: status ?? 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(value),
  };
}
