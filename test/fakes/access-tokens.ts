import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { VerificationKeys } from '../../lib/adapters/identity/verify-access-token.ts';
import type { PublishedKey } from '../../lib/domain/identity/openid/signing-keys.ts';

/** An issuer's key pair, and tokens signed with it whose header and claims may be anything. */
export function fakeIssuer(issuer: string) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256')
    .update(JSON.stringify({ e, kty: 'RSA', n }))
    .digest('base64url');
  const published: PublishedKey = { kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e };
  const keys: VerificationKeys = { find: async (name) => (name === kid ? published : undefined) };
  const claims = (now: number) => ({
    iss: issuer,
    aud: 'guidewright',
    sub: 'usr_1',
    tenant_id: 'tnt_1',
    client_id: 'guidewright-web',
    scope: 'guides record',
    jti: 'token-1',
    auth_time: now / 1_000,
    iat: Math.floor(now / 1_000),
    exp: Math.floor(now / 1_000) + 1_800,
  });
  const header = { alg: 'RS256', typ: 'at+jwt', kid };
  return {
    issuer,
    keys,
    published,
    privateKey,
    publicKey,
    header,
    claims,
    token: (
      now: number,
      changed: { readonly header?: object; readonly claims?: object } = {},
      signWith = signedBy(privateKey),
    ) => compact({ ...header, ...changed.header }, { ...claims(now), ...changed.claims }, signWith),
  };
}

export function signedBy(key: KeyObject) {
  return (text: string) => sign('sha256', Buffer.from(text), key);
}

/** JWS in compact form (RFC 7515). A member that is undefined is left out. */
export function compact(header: object, claims: object, signWith: (text: string) => Buffer): string {
  const text = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${signWith(text).toString('base64url')}`;
}
