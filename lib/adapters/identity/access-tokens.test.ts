import { createLocalJWKSet, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { fakeSigningKms } from '../../../test/fakes/signing-key.ts';
import { kmsAccessTokens } from './access-tokens.ts';
import { kmsPublishedKeys } from './published-keys.ts';

const issuer = 'https://api.example';
const user = { userId: 'usr_1', tenantId: 'tnt_1', name: 'Ada' };

test('a token is accepted by a standard verifier that knows only the published keys', async () => {
  const { client } = fakeSigningKms();
  const now = Date.now();
  const token = await kmsAccessTokens({ keyId: 'key', issuer }, client).sign(user, now);
  const keys = createLocalJWKSet({ keys: await kmsPublishedKeys('key', client).list() });
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    issuer,
    audience: 'guidewright',
    typ: 'at+jwt',
    algorithms: ['RS256'],
  });
  expect(payload).toMatchObject({ sub: 'usr_1', tenant_id: 'tnt_1', scope: 'guides', name: 'Ada' });
  expect(payload.exp).toBe(Math.floor(now / 1_000) + 1_800);
  expect(protectedHeader.kid).toMatch(/^[\w-]{43}$/);
});

test('an expired token is not accepted', async () => {
  const { client } = fakeSigningKms();
  const token = await kmsAccessTokens({ keyId: 'key', issuer }, client).sign(user, Date.now() - 3_600_000);
  const keys = createLocalJWKSet({ keys: await kmsPublishedKeys('key', client).list() });
  await expect(jwtVerify(token, keys, { issuer })).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
});

test('the public key is fetched once, and again after a failure', async () => {
  const { client, asked } = fakeSigningKms();
  const tokens = kmsAccessTokens({ keyId: 'key', issuer }, client);
  await tokens.sign(user, 0);
  await tokens.sign(user, 0);
  expect(asked.filter((name) => name === 'GetPublicKey')).toHaveLength(1);
});
