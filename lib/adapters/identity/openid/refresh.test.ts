import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { pageVisitor, titleOf } from '../../../../test/agent/page-visitor.ts';
import { postToken, refresh, signIn, type Tokens } from '../../../../test/agent/sign-in.ts';
import { account } from '../../../../test/fakes/accounts.ts';
import { startOpenid } from '../../../../test/fakes/openid.ts';

let openid: Awaited<ReturnType<typeof startOpenid>>;
beforeAll(async () => {
  openid = await startOpenid([account()]);
});
afterAll(() => openid[Symbol.asyncDispose]());
beforeEach(() => {
  openid.events.length = 0;
});

const enter = (visitor = pageVisitor()) =>
  signIn({ edge: openid.edge, email: 'ada@example.com', password: 'right', visitor });
const again = async (token: string): Promise<Tokens> => {
  const response = await refresh(openid.edge, token);
  expect(response.status).toBe(200);
  return response.json();
};
const refusal = async (token: string) => {
  const response = await refresh(openid.edge, token);
  return { status: response.status, error: (await response.json()).error };
};
const refused = { status: 400, error: 'invalid_grant' };
const reuses = () => openid.events.filter(({ what }) => what === 'reused');

test('each refresh brings the next refresh token', async () => {
  const first = await enter();
  const second = await again(first.refresh_token);
  const third = await again(second.refresh_token);
  expect(new Set([first, second, third].map((tokens) => tokens.refresh_token)).size).toBe(3);
});

test('of fifty at the same moment one succeeds, and what it got works on', async () => {
  const { refresh_token } = await enter();
  const answers = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const response = await refresh(openid.edge, refresh_token);
      return { status: response.status, body: await response.json() };
    }),
  );
  const won = answers.filter(({ status }) => status === 200);
  expect(won).toHaveLength(1);
  expect(
    answers.filter(({ status }) => status !== 200).every(({ body }) => body.error === 'invalid_grant'),
  ).toBe(true);
  expect(reuses()).toEqual([]);
  await again(won[0]?.body.refresh_token);
});

test('a copy that is used later ends the whole family, and the log has it once', async () => {
  const { refresh_token: stolen } = await enter();
  const second = await again(stolen);
  const third = await again(second.refresh_token);
  openid.advance(11_000);
  expect(await refusal(stolen)).toEqual(refused);
  expect(await refusal(third.refresh_token)).toEqual(refused);
  expect(await refusal(second.refresh_token)).toEqual(refused);
  expect(reuses()[0]).toEqual({ what: 'reused', userId: 'usr_ada' });
});

test('a copy that is used from another address ends the family at once', async () => {
  const { refresh_token } = await enter();
  const next = await again(refresh_token);
  const elsewhere = await fetch(`${openid.edge}/oidc/token`, {
    method: 'POST',
    headers: { 'x-test-address': '203.0.113.77' },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token, client_id: 'guidewright-web' }),
  });
  expect(elsewhere.status).toBe(400);
  expect(await refusal(next.refresh_token)).toEqual(refused);
  expect(reuses()).toHaveLength(1);
});

test('a code works once, and its second use ends what the first one got', async () => {
  const visitor = pageVisitor();
  await enter(visitor);
  const verifier = 'v'.repeat(43);
  const redirect = `${openid.edge}/signed-in`;
  const { createHash } = await import('node:crypto');
  const { left = '' } = await visitor.open(
    `${openid.edge}/oidc/auth?${new URLSearchParams({
      client_id: 'guidewright-web',
      response_type: 'code',
      redirect_uri: redirect,
      scope: 'openid guides',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    })}`,
    redirect,
  );
  const exchange = () =>
    postToken(openid.edge, {
      grant_type: 'authorization_code',
      code: new URL(left).searchParams.get('code') ?? '',
      code_verifier: verifier,
      redirect_uri: redirect,
      client_id: 'guidewright-web',
    });
  const first = await exchange();
  expect(first.status).toBe(200);
  openid.advance(11_000);
  expect((await exchange()).status).toBe(400);
  expect(await refusal((await first.json()).refresh_token)).toEqual(refused);
});

test('a revoked refresh token ends at once, and everything of its sign-in', async () => {
  const first = await enter();
  const second = await again(first.refresh_token);
  const revoked = await fetch(`${openid.edge}/oidc/token/revocation`, {
    method: 'POST',
    body: new URLSearchParams({ token: second.refresh_token, client_id: 'guidewright-web' }),
  });
  expect(revoked.status).toBe(200);
  expect(await refusal(second.refresh_token)).toEqual(refused);
});

test('signing out with the id token ends the session and its refresh tokens, and leads back, unasked', async () => {
  const visitor = pageVisitor();
  const tokens = await enter(visitor);
  const asked = new URLSearchParams({
    id_token_hint: tokens.id_token,
    post_logout_redirect_uri: `${openid.edge}/`,
  });
  const page = await visitor.open(`${openid.edge}/oidc/session/end?${asked}`, `${openid.edge}/`);
  expect(page.left).toBe(`${openid.edge}/`);
  expect(await refusal(tokens.refresh_token)).toEqual(refused);
  expect(openid.events.at(-1)).toEqual({ what: 'signedOut', userId: 'usr_ada' });
  const later = await visitor.open(`${openid.edge}/oidc/session/end?${asked}`, `${openid.edge}/`);
  expect(later.left).toBe(`${openid.edge}/`);
});

test('anybody else’s page can only have one asked', async () => {
  const visitor = pageVisitor();
  const tokens = await enter(visitor);
  const page = await visitor.open(`${openid.edge}/oidc/session/end`);
  expect(titleOf(page)).toBe('Sign out of Guidewright?');
  await again(tokens.refresh_token);
  const out = await visitor.submit(page, { logout: 'yes' });
  expect(titleOf(out)).toBe('You are signed out');
  expect(openid.events.at(-1)).toEqual({ what: 'signedOut', userId: 'usr_ada' });
});

test('the table holds nothing that a refresh token or a code could be told from', async () => {
  const { ScanCommand } = await import('@aws-sdk/lib-dynamodb');
  const { refresh_token } = await enter();
  const { client, name } = openid.tables.OpenId;
  const { Items = [] } = await client.send(new ScanCommand({ TableName: name }));
  expect(Items.length).toBeGreaterThan(3);
  expect(JSON.stringify(Items)).not.toContain(refresh_token);
});
