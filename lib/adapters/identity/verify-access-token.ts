import { errors, type JWTHeaderParameters, jwtVerify } from 'jose';
import { accessClaims, tokenAudience } from '../../contracts/identity/token.ts';
import type { PublishedKey } from '../../domain/identity/openid/signing-keys.ts';
import { inMilliseconds } from '../../domain/identity/openid/what-a-token-says.ts';
import { parse } from '../../runtime/parse.ts';

/** Who an access token was given to, once everything about it was found right. */
export interface VerifiedToken {
  readonly userId: string;
  readonly tenantId: string;
  /** What the person is called, where the token says it. */
  readonly userName?: string | undefined;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** Milliseconds since the epoch, to hold against a member's `notBefore`. */
  readonly signedInAt: number;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

export type Verification =
  | { readonly ok: true; readonly value: VerifiedToken }
  | { readonly ok: false; readonly reason: 'malformed' | 'expired' | 'not-ours' };

export interface VerificationKeys {
  /** The published key of that name; undefined for one that is not, or no longer, published. */
  find(kid: string): Promise<PublishedKey | undefined>;
}

export interface ExpectedToken {
  readonly issuer: string;
  readonly keys: VerificationKeys;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Seconds by which clocks may differ. */
const clockTolerance = 60;

/**
 * Checks an access token (RFC 9068). Its header may say nothing but what our own say: whatever else names a key
 * (`jku`, `jwk`, `x5u`, `x5c`) or asks for an extension (`crit`) is not ours, whoever signed it.
 */
export async function verifyAccessToken(token: string, expected: ExpectedToken): Promise<Verification> {
  try {
    const { payload } = await jwtVerify(token, (header) => findKey(header, expected.keys), {
      algorithms: ['RS256'],
      typ: 'at+jwt',
      issuer: expected.issuer,
      audience: tokenAudience,
      clockTolerance,
      currentDate: new Date(expected.now),
      requiredClaims: ['sub', 'exp', 'iat', 'jti', 'client_id', 'tenant_id', 'scope', 'auth_time'],
    });
    const claims = parse(accessClaims, payload);
    const { exp, iat, aud } = payload;
    if (!claims.ok || exp === undefined || iat === undefined) return { ok: false, reason: 'malformed' };
    // A token for several audiences could be passed on by any of them.
    if (aud !== tokenAudience || iat * 1_000 > expected.now + clockTolerance * 1_000)
      return { ok: false, reason: 'not-ours' };
    return {
      ok: true,
      value: {
        userId: claims.value.sub,
        tenantId: claims.value.tenant_id,
        userName: claims.value.name,
        clientId: claims.value.client_id,
        scopes: claims.value.scope.split(' '),
        signedInAt: inMilliseconds(claims.value.auth_time),
        expiresAt: exp,
      },
    };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

class UnknownKey extends Error {
  override readonly name = 'UnknownKey';
}

const ownHeader = new Set(['alg', 'typ', 'kid']);

async function findKey(header: JWTHeaderParameters, keys: VerificationKeys): Promise<PublishedKey> {
  if (!header.kid || Object.keys(header).some((name) => !ownHeader.has(name))) throw new UnknownKey();
  const key = await keys.find(header.kid);
  if (!key) throw new UnknownKey();
  return key;
}

/** Anything but a verdict is a fault of ours (keys that could not be read), and no reason to turn anybody away. */
function reasonOf(error: unknown): 'malformed' | 'expired' | 'not-ours' {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTInvalid || error instanceof errors.JWSInvalid) return 'malformed';
  if (error instanceof errors.JOSEError || error instanceof UnknownKey) return 'not-ours';
  throw error;
}
