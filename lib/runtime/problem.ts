import type * as z from 'zod/mini';
import type { Problem } from '../contracts/problem.ts';

/** Status and title of one refusal; its stable name is the key it stands under. */
export interface Refusal {
  readonly status: number;
  readonly title: string;
}

/** A refusal as domain code gives it: what, and what exactly was wrong where. */
export interface Refused<Reason extends string> {
  readonly ok: false;
  readonly reason: Reason;
  readonly detail?: string;
  readonly errors?: Problem['errors'];
  /** What the caller would need, where that may be told. */
  readonly needs?: Pick<Problem, 'requiredScope' | 'requiredRole' | 'policies'>;
  /** Seconds after which another try makes sense. */
  readonly retryAfter?: number;
}

/** Refusals that any route may give. */
export const commonRefusals = {
  'invalid-request': { status: 400, title: 'The request does not have the expected form' },
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'nested-too-deep': { status: 400, title: 'The body nests too deeply' },
  elsewhere: { status: 307, title: 'The tenant lives in another region' },
  unauthorized: { status: 401, title: 'A valid access token or API key is needed' },
  forbidden: { status: 403, title: 'That is not for you to do' },
  'not-found': { status: 404, title: 'There is no such thing here' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'rate-limited': { status: 429, title: 'The plan has no more requests for now' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'A service we need is in trouble; try again shortly' },
} as const satisfies Record<string, Refusal>;
export type CommonReason = keyof typeof commonRefusals;

export interface HttpReply {
  statusCode: number;
  headers?: Record<string, string>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
}

/** The refusal as `application/problem+json`. `path` is what was asked for; what is not there is named by it. */
export function problemReply(
  refused: Refused<string>,
  refusal: Refusal,
  { traceId, path }: { readonly traceId: string; readonly path: string },
): HttpReply {
  const instance = shownPath(path);
  const detail = refused.detail ?? (refusal.status === 404 ? `There is nothing at ${instance}.` : undefined);
  const body: Problem = {
    type: `https://guidewright.dev/problems/${refused.reason}`,
    title: refusal.title,
    status: refusal.status,
    ...(detail === undefined ? {} : { detail }),
    instance,
    ...(refused.errors === undefined ? {} : { errors: refused.errors }),
    ...refused.needs,
    traceId,
  };
  return {
    statusCode: refusal.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(refused.retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(refused.retryAfter)) }),
    },
    body: JSON.stringify(body),
  };
}

/** API Gateway gives paths decoded: a URI reference again, in which nothing is markup to whoever shows it. */
export function shownPath(path: string): string {
  // What follows opens a guide, or is whatever somebody put in a link: neither is repeated.
  if (path.startsWith('/s/')) return '/s/';
  return path
    .toWellFormed()
    .replace(/[^\w\-./~%:@!$&()*+,;=]/gu, encodeURIComponent)
    .replaceAll("'", '%27');
}

const reportedIssues = 20;

/** What a schema found wrong. `place` is empty for the body (JSON pointers), or `path`, `query`, `header`. */
export function issuesOf(
  error: z.core.$ZodError,
  place: '' | 'path' | 'query' = '',
): NonNullable<Problem['errors']> {
  return error.issues.slice(0, reportedIssues).map((issue) => ({
    pointer: `${place}${issue.path.map((key) => `/${escapePointer(String(key))}`).join('')}`,
    message: issue.message,
  }));
}

function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
