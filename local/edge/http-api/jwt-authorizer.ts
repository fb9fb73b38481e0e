import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey } from 'jose';
import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import type { Authorizer, Route } from '../api-gateway/api.ts';
import type { AuthorizationOutcome } from './authorization.ts';
import { identityValue } from './authorization.ts';
import type { ApiRequest } from './request.ts';

type JwtConfiguration = Extract<Authorizer, { kind: 'jwt' }>;

/** API Gateway may keep an issuer's keys for two hours (AWS documentation). */
const keyLifetime = 2 * 60 * 60 * 1000;
/** An unknown key id makes the keys be fetched again, but not more often than this, in milliseconds. */
const refetchPause = 10_000;
const rememberedTokens = 500;

interface KeySet {
  readonly fetchedAt: number;
  readonly keys: JWTVerifyGetKey;
}

/** Verifies bearer tokens of one issuer: RS256 signature, issuer, audience, times and the route's scopes. */
export class JwtAuthorizer {
  readonly #configuration: JwtConfiguration;
  readonly #verified = new Map<string, JWTPayload>();
  #keySet: Promise<KeySet> | undefined;

  constructor(configuration: JwtConfiguration) {
    this.#configuration = configuration;
  }

  async authorize(request: ApiRequest, route: Route): Promise<AuthorizationOutcome> {
    const value = identityValue(this.#configuration.identitySource, request);
    if (value === undefined) return unauthorized('Bearer');
    const token = value.replace(/^Bearer\s+/i, '');
    let payload: JWTPayload;
    try {
      payload = await this.#verify(token);
    } catch (error) {
      return unauthorized(invalidToken(error));
    }
    const scopes = scopesOf(payload);
    if (route.scopes.length > 0 && !route.scopes.some((scope) => scopes.includes(scope))) {
      const challenge = `Bearer scope="${route.scopes.join(' ')}" error="insufficient_scope"`;
      return {
        allowed: false,
        status: 403,
        message: 'Forbidden',
        headers: { 'www-authenticate': challenge },
      };
    }
    const jwt = { claims: claimTexts(payload), scopes: route.scopes.length > 0 ? scopes : null };
    return { allowed: true, authorization: { context: { jwt } } };
  }

  async #verify(token: string): Promise<JWTPayload> {
    const known = this.#verified.get(token);
    if (known && (known.exp ?? 0) * 1000 > Date.now()) return known;
    const payload = await this.#verifySignature(token, await this.#keys(keyLifetime)).catch(async (error) => {
      // A key id that is not among the remembered keys may be a new one.
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      return await this.#verifySignature(token, await this.#keys(refetchPause));
    });
    if (this.#verified.size >= rememberedTokens) this.#verified.clear();
    this.#verified.set(token, payload);
    return payload;
  }

  async #verifySignature(token: string, keys: JWTVerifyGetKey): Promise<JWTPayload> {
    const { payload } = await jwtVerify(token, keys, {
      issuer: this.#configuration.issuer,
      algorithms: ['RS256'],
      requiredClaims: ['exp'],
    });
    // API Gateway's documentation: `iat` must be before the current time. jose looks at `nbf` alone.
    if (payload.iat !== undefined && payload.iat * 1000 > Date.now()) {
      throw new errors.JWTClaimValidationFailed('"iat" claim is in the future', payload, 'iat');
    }
    const audience = [payload.aud ?? payload.client_id].flat();
    if (!this.#configuration.audience.some((allowed) => audience.includes(allowed))) {
      throw new errors.JWTClaimValidationFailed('unexpected "aud" claim value', payload, 'aud');
    }
    return payload;
  }

  async #keys(oldest: number): Promise<JWTVerifyGetKey> {
    const current = await this.#keySet?.catch(() => undefined);
    if (current && Date.now() - current.fetchedAt < oldest) return current.keys;
    this.#keySet = fetchKeys(this.#configuration.issuer);
    return (await this.#keySet).keys;
  }
}

async function fetchKeys(issuer: string): Promise<KeySet> {
  const discovery = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const keys = (await fetchJson(String(discovery.jwks_uri))) as unknown;
  return { fetchedAt: Date.now(), keys: createLocalJWKSet(keys as JSONWebKeySet) };
}

async function fetchJson(address: string): Promise<Record<string, unknown>> {
  const response = await fetch(address, { signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}

function unauthorized(challenge: string): AuthorizationOutcome {
  return { allowed: false, status: 401, message: 'Unauthorized', headers: { 'www-authenticate': challenge } };
}

function invalidToken(error: unknown): string {
  const description =
    error instanceof errors.JOSEError ? error.message.replaceAll('"', "'") : 'OIDC discovery failed';
  return `Bearer scope="" error="invalid_token" error_description="${description}"`;
}

function scopesOf(payload: JWTPayload): readonly string[] {
  const scope = payload.scope ?? payload.scp;
  if (Array.isArray(scope)) return scope.map(String);
  return typeof scope === 'string' ? scope.split(' ').filter((item) => item !== '') : [];
}

/** Claims reach the function as text; lists as `[a b]`. */
function claimTexts(payload: JWTPayload): Record<string, string> {
  const text = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(text).join(' ')}]`;
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
  };
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, text(value)]));
}
