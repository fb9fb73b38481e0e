import { createHmac, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { fakeIssuer, signedBy } from '../../../test/fakes/access-tokens.ts';
import { verifyAccessToken } from './verify-access-token.ts';

const now = 1_767_225_600_000;
const minutes = 60_000;
const us = fakeIssuer('https://guides.example/oidc');
const stranger = fakeIssuer('https://guides.example/oidc');

const verify = (token: string, at = now) =>
  verifyAccessToken(token, { issuer: us.issuer, keys: us.keys, now: at });
const refused = async (token: string, at = now) => {
  const verification = await verify(token, at);
  return verification.ok ? 'accepted' : verification.reason;
};

test('a token of ours says whose it is, for which client, and what for', async () => {
  expect(await verify(us.token(now))).toEqual({
    ok: true,
    value: {
      userId: 'usr_1',
      tenantId: 'tnt_1',
      clientId: 'guidewright-web',
      scopes: ['guides', 'record'],
      signedInAt: now,
      expiresAt: now / 1_000 + 1_800,
    },
  });
});

test('a token may say what its person is called, in words', async () => {
  expect(await verify(us.token(now, { claims: { name: 'Ada' } }))).toMatchObject({
    value: { userName: 'Ada' },
  });
  expect(await refused(us.token(now, { claims: { name: ['Ada'] } }))).toBe('malformed');
});

test('what is no token at all is malformed', async () => {
  for (const text of ['', 'x', 'a.b', 'a.b.c', '....', `${us.token(now)}.`])
    expect(await refused(text)).not.toBe('accepted');
});

test('a token without a signature is not ours, whatever it calls its algorithm', async () => {
  const unsigned = () => Buffer.alloc(0);
  for (const alg of ['none', 'None', 'NONE', 'nOnE', 'RS256', ''])
    expect(await refused(us.token(now, { header: { alg } }, unsigned))).not.toBe('accepted');
});

test('the public key is no shared secret', async () => {
  const forms = [
    us.publicKey.export({ type: 'spki', format: 'pem' }),
    us.publicKey.export({ type: 'spki', format: 'der' }),
    us.publicKey.export({ type: 'pkcs1', format: 'pem' }),
    JSON.stringify(us.published),
    us.published.n,
  ];
  for (const secret of forms)
    for (const [alg, hash] of [
      ['HS256', 'sha256'],
      ['HS512', 'sha512'],
    ] as const)
      expect(
        await refused(
          us.token(now, { header: { alg } }, (text) => createHmac(hash, secret).update(text).digest()),
        ),
      ).not.toBe('accepted');
});

test('another algorithm of the same key is not ours', async () => {
  for (const alg of ['PS256', 'RS384', 'RS512', 'ES256', 'EdDSA'])
    expect(await refused(us.token(now, { header: { alg } }))).not.toBe('accepted');
});

test('a key that the token itself brings or points to is not looked at', async () => {
  const own = signedBy(stranger.privateKey);
  const address = 'https://attacker.example/jwks.json';
  const headers = [
    { jwk: stranger.published },
    { jku: address },
    { x5u: address },
    { x5c: ['MIIB'] },
    { jwk: stranger.published, kid: stranger.published.kid },
    { jwk: stranger.published, kid: undefined },
    { kid: stranger.published.kid },
    { kid: undefined },
    { kid: '' },
    { kid: '../../dev/null' },
    { kid: "' OR 1=1 --" },
  ];
  for (const header of headers) expect(await refused(us.token(now, { header }, own))).toBe('not-ours');
});

test('not even our own key signs a header that says more than ours do', async () => {
  for (const header of [
    { jku: 'https://guides.example' },
    { jwk: us.published },
    { crit: ['exp'] },
    { b64: true },
  ])
    expect(await refused(us.token(now, { header }))).not.toBe('accepted');
});

test('a token of another kind, issuer or audience is not ours', async () => {
  expect(await refused(us.token(now, { header: { typ: 'JWT' } }))).toBe('not-ours');
  expect(await refused(us.token(now, { header: { typ: undefined } }))).toBe('not-ours');
  for (const iss of [
    'https://guides.example',
    'https://guides.example/oidc/',
    'https://attacker.example/oidc',
    undefined,
  ])
    expect(await refused(us.token(now, { claims: { iss } }))).toBe('not-ours');
  for (const aud of ['guidewright-web', 'Guidewright', ['guidewright', 'other'], [], undefined])
    expect(await refused(us.token(now, { claims: { aud } }))).toBe('not-ours');
});

test('a changed claim breaks the signature', async () => {
  const [header, , signature] = us.token(now).split('.');
  const other = Buffer.from(JSON.stringify({ ...us.claims(now), tenant_id: 'tnt_2' })).toString('base64url');
  expect(await refused(`${header}.${other}.${signature}`)).toBe('not-ours');
});

test('a key that is no longer published verifies nothing', async () => {
  const gone = generateKeyPairSync('rsa', { modulusLength: 2048 });
  expect(await refused(us.token(now, {}, signedBy(gone.privateKey)))).toBe('not-ours');
});

test('clocks may differ by a minute, not by ten', async () => {
  const token = us.token(now);
  expect(await refused(token, now + 30 * minutes + 50_000)).toBe('accepted');
  expect(await refused(token, now + 40 * minutes)).toBe('expired');
  expect(await refused(token, now - 50_000)).toBe('accepted');
  expect(await refused(token, now - 10 * minutes)).toBe('not-ours');
  expect(await refused(us.token(now, { claims: { nbf: (now + 10 * minutes) / 1_000 } }))).toBe('not-ours');
});

test('a token that lacks a claim is not ours', async () => {
  for (const claim of ['sub', 'exp', 'iat', 'jti', 'client_id', 'tenant_id', 'scope', 'auth_time'])
    expect(await refused(us.token(now, { claims: { [claim]: undefined } }))).not.toBe('accepted');
  expect(await refused(us.token(now, { claims: { tenant_id: ['tnt_1', 'tnt_2'] } }))).toBe('malformed');
});

test('keys that cannot be read are a fault, and no verdict', async () => {
  const keys = { find: () => Promise.reject(new Error('no table')) };
  await expect(verifyAccessToken(us.token(now), { issuer: us.issuer, keys, now })).rejects.toThrow(
    'no table',
  );
});
