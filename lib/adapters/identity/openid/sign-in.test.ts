import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageVisitor, titleOf } from '../../../../test/agent/page-visitor.ts';
import { refresh, type SignIn, signIn } from '../../../../test/agent/sign-in.ts';
import { account } from '../../../../test/fakes/accounts.ts';
import { startOpenid } from '../../../../test/fakes/openid.ts';

const ada = account();
const vera = account({ userId: 'usr_vera', email: 'vera@example.com', name: 'Vera', role: 'viewer' });
const eve = account({ userId: 'usr_eve', tenantId: 'tnt_else', email: 'eve@example.org', name: 'Eve' });
const lea = account({ userId: 'usr_lea', email: 'lea@example.com' });

let openid: Awaited<ReturnType<typeof startOpenid>>;
beforeAll(async () => {
  openid = await startOpenid([ada, vera, eve, lea]);
});
afterAll(() => openid[Symbol.asyncDispose]());

const enter = (email: string, rest: Partial<SignIn> = {}) =>
  signIn({ edge: openid.edge, email, password: 'right', ...rest });
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
const verified = (token: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(`${openid.issuer}/jwks`)), {
    issuer: openid.issuer,
    audience: 'guidewright',
    typ: 'at+jwt',
    algorithms: ['RS256'],
  });
const authorization = (changed: Record<string, string> = {}) =>
  `${openid.edge}/oidc/auth?${new URLSearchParams({
    client_id: 'guidewright-web',
    response_type: 'code',
    redirect_uri: `${openid.edge}/signed-in`,
    scope: 'openid',
    code_challenge: 'a'.repeat(43),
    code_challenge_method: 'S256',
    ...changed,
  })}`;

const signedInAt = ({ access_token }: { access_token: string }) =>
  Math.round(claimsOf(access_token).auth_time * 1_000);

test('an access token is a signed at+jwt for half an hour, with the tenant in it', async () => {
  const tokens = await enter('ada@example.com');
  const { payload, protectedHeader } = await verified(tokens.access_token);
  expect(payload).toMatchObject({
    sub: 'usr_ada',
    tenant_id: 'tnt_acme',
    client_id: 'guidewright-web',
    scope: 'guides record',
    jti: expect.any(String),
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(1_800);
  expect(Object.keys(protectedHeader).sort()).toEqual(['alg', 'kid', 'typ']);
  expect(claimsOf(tokens.id_token)).toMatchObject({
    sub: 'usr_ada',
    email: 'ada@example.com',
    name: 'Ada',
    tenant_name: 'Acme',
  });
});

test('a viewer’s token is none to record with, though it was asked for', async () => {
  const tokens = await enter('vera@example.com');
  expect(claimsOf(tokens.access_token).scope).toBe('guides');
  openid.accounts.set('usr_vera', { ...vera, role: 'editor' });
  const next = await (await refresh(openid.edge, tokens.refresh_token)).json();
  expect(claimsOf(next.access_token).scope).toBe('guides record');
});

test('whoever is signed in with a browser is not asked again', async () => {
  const visitor = pageVisitor();
  await enter('ada@example.com', { visitor });
  const tokens = await enter('ada@example.com', { visitor, password: 'not needed' });
  expect(claimsOf(tokens.access_token).sub).toBe('usr_ada');
});

test('an unknown e-mail and a wrong password get the same page', async () => {
  const page = async (email: string, password: string) => {
    const visitor = pageVisitor();
    const answered = await visitor.submit(await visitor.open(authorization()), { email, password });
    return {
      status: answered.status,
      text: answered.text.replace(/interaction\/[\w-]+|value="[^"]*@[^"]*"/g, ''),
    };
  };
  const wrong = await page('ada@example.com', 'wrong');
  expect(wrong.status).toBe(401);
  expect(wrong.text).toContain('The e-mail or the password is wrong.');
  // Of everybody: whose e-mail waits to be confirmed is told no more than others.
  expect(wrong.text).toContain('Not confirmed your e-mail yet?');
  expect(wrong.text).toContain(`<a href="${openid.edge}/sign-up">sign up again</a>`);
  expect(await page('nobody@example.com', 'wrong')).toEqual(wrong);
  expect(await page('nobody@example.com', 'right')).toEqual(wrong);
});

test('a browser that sends no code of its own, or asks to be sent elsewhere, is told so and sent nowhere', async () => {
  const visitor = pageVisitor();
  const elsewhere = await visitor.open(authorization({ redirect_uri: 'https://attacker.example/' }));
  expect(elsewhere).toMatchObject({ status: 400 });
  expect(titleOf(elsewhere)).toBe('This cannot go on');
  const withoutPkce = new URL(authorization());
  withoutPkce.searchParams.delete('code_challenge');
  withoutPkce.searchParams.delete('code_challenge_method');
  const refused = await visitor.open(withoutPkce.href, `${openid.edge}/signed-in`);
  expect(new URL(refused.left ?? '').searchParams.get('error')).toBe('invalid_request');
});

test('pages carry no script, forbid any, and are not kept', async () => {
  const visitor = pageVisitor();
  for (const path of [
    authorization(),
    '/oidc/device',
    '/oidc/session/end/success',
    '/oidc/auth',
    '/oidc/interaction/x',
  ]) {
    const { text, headers } = await visitor.open(new URL(path, openid.edge).href);
    expect(text).not.toMatch(/<script|onload=|onfocus=|javascript:/i);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; img-src 'self'; form-action 'self'/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
  }
});

test('what a person typed comes back as text', async () => {
  const visitor = pageVisitor();
  const page = await visitor.open(authorization());
  const { text } = await visitor.submit(page, { email: '"><script>alert(1)</script>', password: 'x' });
  expect(text).not.toContain('<script>');
});

test('cookies are out of reach of scripts and of other sites, and kept to the provider', async () => {
  const visitor = pageVisitor();
  await enter('ada@example.com', { visitor });
  const response = await fetch(authorization(), { redirect: 'manual' });
  const lines = response.headers.getSetCookie().filter((line) => !line.includes('.sig='));
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) {
    expect(line).toMatch(/path=\/oidc/i);
    expect(line).toMatch(/httponly/i);
    expect(line).toMatch(/samesite=lax/i);
    // The issuer of this test is plain HTTP.
    expect(line).not.toMatch(/secure/i);
  }
  expect([...visitor.cookies.values()].every(({ path }) => path.startsWith('/oidc'))).toBe(true);
});

test('discovery and keys may be kept for some minutes', async () => {
  for (const path of ['/.well-known/openid-configuration', '/jwks']) {
    const response = await fetch(`${openid.issuer}${path}`);
    expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  }
  const found = await (await fetch(`${openid.issuer}/.well-known/openid-configuration`)).json();
  expect(found).toMatchObject({
    issuer: openid.issuer,
    token_endpoint: `${openid.issuer}/token`,
    device_authorization_endpoint: `${openid.issuer}/device/auth`,
    end_session_endpoint: `${openid.issuer}/session/end`,
    revocation_endpoint: `${openid.issuer}/token/revocation`,
    code_challenge_methods_supported: ['S256'],
    id_token_signing_alg_values_supported: ['RS256'],
  });
});

test('when sessions are ended for a person, neither cookie nor refresh token goes on', async () => {
  const visitor = pageVisitor();
  const tokens = await enter('lea@example.com', { visitor });
  const next = await (await refresh(openid.edge, tokens.refresh_token)).json();
  openid.accounts.set('usr_lea', { ...lea, notBefore: signedInAt(next) });
  expect((await refresh(openid.edge, next.refresh_token)).status).toBe(400);
  const page = await visitor.open(authorization(), `${openid.edge}/signed-in`);
  expect(titleOf(page)).toBe('Sign in to Guidewright');
  openid.accounts.delete('usr_lea');
  expect((await refresh(openid.edge, next.refresh_token)).status).toBe(400);
});

test('whoever signs in again right after sessions were ended, in the same second, is in', async () => {
  openid.accounts.set('usr_lea', lea);
  const before = await enter('lea@example.com');
  openid.accounts.set('usr_lea', { ...lea, notBefore: signedInAt(before) });
  const after = await enter('lea@example.com');
  expect(signedInAt(after)).toBeGreaterThan(signedInAt(before));
  const refreshed = await refresh(openid.edge, after.refresh_token);
  expect(refreshed.status).toBe(200);
  // However often it is renewed, it is judged by the sign-in that it comes of.
  expect(signedInAt(await refreshed.json())).toBe(signedInAt(after));
});

test('a password that was read before sessions were ended lets nobody in after', async () => {
  const visitor = pageVisitor();
  const page = await visitor.open(authorization());
  openid.whileChecking(async () => {
    openid.accounts.set('usr_lea', { ...lea, notBefore: openid.now() });
  });
  const asked = await visitor.submit(page, { email: 'lea@example.com', password: 'right' });
  expect(titleOf(asked)).toBe('Sign in to Guidewright');
  openid.accounts.set('usr_lea', lea);
});

test('signing in as somebody else ends the first one’s session, by a button and no script', async () => {
  const visitor = pageVisitor();
  const tokens = await enter('ada@example.com', { visitor });
  const page = await visitor.open(authorization({ prompt: 'login' }));
  const asked = await visitor.submit(page, { email: 'eve@example.org', password: 'right' });
  expect(titleOf(asked)).toBe('One more step');
  const left = await visitor.submit(asked, {}, `${openid.edge}/signed-in`);
  expect(new URL(left.left ?? '').searchParams.has('code')).toBe(true);
  expect((await refresh(openid.edge, tokens.refresh_token)).status).toBe(400);
});

test('keys are changed without anybody noticing: old tokens verify on, new ones are signed by the new key', async () => {
  const before = await enter('ada@example.com');
  openid.rotate((keys, make) => [...keys, make('next')]);
  const published = (await enter('ada@example.com')).access_token;
  openid.rotate((keys) =>
    keys.map((key) => ({ ...key, state: key.state === 'next' ? 'current' : 'previous' }) as const),
  );
  const after = await enter('ada@example.com');
  const kid = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;
  expect(kid(published)).toBe(kid(before.access_token));
  expect(kid(after.access_token)).not.toBe(kid(before.access_token));
  for (const { access_token } of [before, after]) await verified(access_token);
  openid.rotate((keys) => keys.map((key) => (key.state === 'previous' ? { ...key, state: 'retired' } : key)));
  await verified(after.access_token);
  await expect(verified(before.access_token)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
});
