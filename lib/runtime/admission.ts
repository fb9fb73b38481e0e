import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Admission, admission, rateState } from '../contracts/identity/caller.ts';
import type { Role } from '../contracts/identity/role.ts';
import { parse } from './parse.ts';
import type { Taken } from './request.ts';

/** Who asks, as the front door found out. The tenant is the wall: every look-up names it. */
export interface Caller {
  readonly tenantId: string;
  /** Of a person (`usr_…`) or of an API key (`key_…`). */
  readonly userId: string;
  readonly kind: 'user' | 'api-key';
  /** Of a person. */
  readonly role?: Role | undefined;
  /** What the person is called, where the token says it. */
  readonly userName?: string | undefined;
}

type Denial = Extract<Admission, { decision: 'deny' }>;

/** Who comes in, or why nobody does, and what every answer has to carry. */
export interface Entrance<Who> {
  readonly caller: Taken<Who>;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the authorizer decided. Without a decision nobody comes in: a route may have been left without authorizer. */
export function takeAdmission(event: APIGatewayProxyEventV2): Entrance<Caller> {
  const context = event.requestContext as { authorizer?: { lambda?: unknown } };
  const taken = parse(admission, context.authorizer?.lambda);
  if (!taken.ok) return { caller: { ok: false, reason: 'unauthorized' }, headers: challenge };
  const admitted = taken.value;
  switch (admitted.decision) {
    case 'allow': {
      const { tenantId, principalId, kind, role, userName } = admitted;
      const value = {
        tenantId,
        userId: principalId,
        kind,
        ...(role && { role }),
        ...(userName !== undefined && { userName }),
      };
      return { caller: { ok: true, value }, headers: rateFields(admitted.rate).headers };
    }
    case 'unauthenticated':
      return { caller: { ok: false, reason: 'unauthorized' }, headers: challenge };
    case 'deny':
      return { caller: forbidden(admitted), headers: rateFields(admitted.rate).headers };
    case 'hide':
      return { caller: { ok: false, reason: 'not-found' }, headers: rateFields(admitted.rate).headers };
    case 'limited': {
      const { headers, reset } = rateFields(admitted.rate);
      return { caller: { ok: false, reason: 'rate-limited', retryAfter: reset }, headers };
    }
    case 'elsewhere': {
      const query = event.rawQueryString ? `?${event.rawQueryString}` : '';
      const location = `${admitted.home}${encodeURI(event.rawPath)}${query}`;
      return { caller: { ok: false, reason: 'elsewhere' }, headers: { location } };
    }
    case 'unavailable':
      return { caller: { ok: false, reason: 'unavailable', retryAfter: 1 }, headers: {} };
  }
}

function forbidden({ requiredScope, requiredRole, policies, detail }: Denial): Taken<Caller> {
  return {
    ok: false,
    reason: 'forbidden',
    ...(detail !== undefined && { detail }),
    needs: {
      ...(requiredScope && { requiredScope }),
      ...(requiredRole && { requiredRole }),
      ...(policies !== undefined && { policies: policies.split(' ') }),
    },
  };
}

/** RFC 9110: a 401 says how one may show who one is. An API key has no scheme to name. */
const challenge = { 'www-authenticate': 'Bearer realm="guidewright"' };

/** `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10). */
function rateFields(text: string | undefined): { headers: Record<string, string>; reset: number } {
  if (text === undefined) return { headers: {}, reset: 1 };
  const rate = parse(rateState, JSON.parse(text));
  if (!rate.ok) return { headers: {}, reset: 1 };
  const { policy, quota, window, remaining, reset } = rate.value;
  return {
    headers: {
      'ratelimit-policy': `"${policy}";q=${quota};w=${window}`,
      ratelimit: `"${policy}";r=${Math.max(0, remaining)};t=${reset}`,
    },
    reset: Math.max(1, reset),
  };
}
