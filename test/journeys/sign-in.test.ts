import * as client from 'openid-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clients, signInScope } from '../../lib/contracts/identity/configuration.ts';
import { pageVisitor, titleOf } from '../agent/page-visitor.ts';
import { fetchFrom, rawRequest } from '../agent/raw-request.ts';
import { postToken, refresh, signIn } from '../agent/sign-in.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';

/* A maintained client library, which knows the standards and nothing of us, against the whole product. */

let product: ProductCloud;
const ada = { email: 'ada@example.com', password: 'a long password' };

beforeAll(async () => {
  product = await startProductCloud();
});
afterAll(() => product?.[Symbol.asyncDispose]());

const discover = (clientId: string) =>
  client.discovery(new URL(`${product.edge}/oidc`), clientId, undefined, client.None(), {
    execute: [client.allowInsecureRequests],
  });
const guides = (token: string) =>
  fetch(`${product.api}/v1/guides`, { headers: { authorization: `Bearer ${token}` } });
const audited = async (action: string) => {
  const answer = await product.call('GET', `/v1/audit?action=${action}`);
  return (await answer.json()).entries as { action: string; outcome: string }[];
};

test('the configuration says where everything is, to anybody', async () => {
  const answer = await fetch(`${product.edge}/v1/configuration`);
  expect(await answer.json()).toEqual({
    apiUrl: product.api,
    issuer: `${product.edge}/oidc`,
    region: 'us-east-1',
    regions: expect.arrayContaining(['us-east-1']),
  });
});

test('the library signs in by code and PKCE, refreshes, revokes and signs out', async () => {
  const config = await discover(clients.web);
  const visitor = pageVisitor();
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const redirect = `${product.edge}/signed-in`;
  const start = client.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope: signInScope,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const { left = '' } = await visitor.submit(await visitor.open(start.href), ada, redirect);
  const tokens = await client.authorizationCodeGrant(config, new URL(left), {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  expect(tokens.claims()).toMatchObject({ email: ada.email, name: 'Ada', tenant_name: 'Acme' });
  expect(tokens.expires_in).toBe(1_800);
  expect((await guides(tokens.access_token)).status).toBe(200);
  const next = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
  expect((await guides(next.access_token)).status).toBe(200);
  await client.tokenRevocation(config, next.refresh_token ?? '');
  await expect(client.refreshTokenGrant(config, next.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  const end = client.buildEndSessionUrl(config, {
    id_token_hint: next.id_token ?? '',
    post_logout_redirect_uri: `${product.edge}/`,
  });
  expect((await visitor.open(end.href, `${product.edge}/`)).left).toBe(`${product.edge}/`);
  expect(titleOf(await visitor.open(start.href))).toBe('Sign in to Guidewright');
});

test('the library signs in by the device flow, at the pace that it was told', async () => {
  const config = await discover(clients.extension);
  const asked = await client.initiateDeviceAuthorization(config, { scope: signInScope });
  expect(asked).toMatchObject({ interval: 5, expires_in: 600 });
  const tokens = client.pollDeviceAuthorizationGrant(config, asked);
  const visitor = pageVisitor();
  const entry = await visitor.open(asked.verification_uri_complete ?? '');
  const approval = await visitor.submit(await visitor.submit(entry, {}), ada);
  expect(titleOf(approval)).toBe('Let this recorder sign in as you?');
  expect(titleOf(await visitor.submit(approval, { answer: 'approve' }))).toBe('The recorder is signed in');
  const { access_token, refresh_token = '' } = await tokens;
  expect((await guides(access_token)).status).toBe(200);
  const next = await client.refreshTokenGrant(config, refresh_token);
  expect(next.refresh_token).not.toBe(refresh_token);
});

test('a recorder that polls in haste is slowed down', async () => {
  const asked = await fetch(`${product.edge}/oidc/device/auth`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clients.extension, scope: 'openid' }),
  });
  const { device_code } = await asked.json();
  const poll = async () => {
    const answer = await postToken(product.edge, {
      client_id: clients.extension,
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code,
    });
    return (await answer.json()).error;
  };
  expect([await poll(), await poll(), await poll()]).toEqual([
    'authorization_pending',
    'slow_down',
    'slow_down',
  ]);
});

test('of fifty refreshes at once one succeeds; a later copy ends the family, and the log tells', async () => {
  const first = await signIn({ edge: product.edge, ...ada });
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => refresh(product.edge, first.refresh_token)),
  );
  const won = answers.filter(({ status }) => status === 200);
  expect(won).toHaveLength(1);
  const { refresh_token } = (await won[0]?.json()) ?? {};
  const second = await (await refresh(product.edge, refresh_token)).json();
  await new Promise((resolve) => setTimeout(resolve, 10_500));
  expect((await refresh(product.edge, first.refresh_token)).status).toBe(400);
  expect((await refresh(product.edge, second.refresh_token)).status).toBe(400);
  await expect
    .poll(() => audited('reuseRefreshToken'), { timeout: 30_000 })
    .toMatchObject([{ outcome: 'refused' }]);
  expect((await audited('signIn')).length).toBeGreaterThan(0);
  expect(await audited('approveDevice')).toMatchObject([{ outcome: 'done' }]);
});

test('sixty guesses, as if from the owner’s address, are slowed at both doors and keep out neither her device nor her address', async () => {
  const device = pageVisitor();
  await signIn({ edge: product.edge, ...ada, visitor: device });
  const statuses: number[] = [];
  for (let i = 0; i < 60; i++) {
    const claimed = { 'x-forwarded-for': '127.0.0.1', 'x-guidewright-edge': 'a guess' };
    const stranger = pageVisitor(fetchFrom(`127.0.0.${10 + i}`), claimed);
    const page = await stranger.open(authorization(i % 2 === 0 ? product.edge : product.api));
    statuses.push((await stranger.submit(page, { ...ada, password: `guess ${i}` })).status);
  }
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(20);
  expect(statuses.at(-1)).toBe(429);
  for (const visitor of [device, pageVisitor()]) {
    const page = await visitor.open(`${authorization()}&prompt=login`);
    const { left } = await visitor.submit(page, ada, `${product.edge}/signed-in`);
    expect(new URL(left ?? '').searchParams.has('code')).toBe(true);
  }
});

test('a recorder is shown with the address that the edge saw, and one that came past the edge with its own', async () => {
  const addressShown = async (door: string, from: string) => {
    const asked = await rawRequest(door, '/oidc/device/auth', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-for': '127.0.0.99',
        'x-guidewright-edge': 'a guess',
      },
      body: new URLSearchParams({ client_id: clients.extension, scope: 'openid' }).toString(),
      from,
    });
    const visitor = pageVisitor();
    const entry = await visitor.open((await asked.json()).verification_uri_complete);
    const { text } = await visitor.submit(await visitor.submit(entry, {}), ada);
    return /<dt>Address<\/dt><dd>([^<]*)</.exec(text)?.[1];
  };
  expect(await addressShown(product.edge, '127.0.0.7')).toBe('127.0.0.7');
  expect(await addressShown(product.api, '127.0.0.8')).toBe('127.0.0.8');
});

test('signing keys are changed while everybody stays signed in', async () => {
  const tokens = await signIn({ edge: product.edge, ...ada });
  const published = async () => (await (await fetch(`${product.edge}/oidc/jwks`)).json()).keys.length;
  expect(await published()).toBe(2);
  const rotate = (asked: object) => product.invoke('RotateSigningKey', asked);
  // The next one is published for minutes only: nothing signs with it before everybody can know it.
  expect(await rotate({ now: true })).toMatchObject({ keys: [{ state: 'current' }, { state: 'next' }] });
  expect(await rotate({ compromised: true })).toMatchObject({
    keys: [{ state: 'retired' }, { state: 'current' }, { state: 'next' }],
  });
  const statusOf = async (token: string) => (await guides(token)).status;
  await expect.poll(() => statusOf(tokens.access_token), { timeout: 90_000, interval: 1_000 }).toBe(401);
  expect(await rotate({})).toMatchObject({ keys: [{ state: 'current' }, { state: 'next' }] });
  const signedInAnew = async () => statusOf((await signIn({ edge: product.edge, ...ada })).access_token);
  await expect.poll(signedInAnew, { timeout: 90_000, interval: 1_000 }).toBe(200);
});

function authorization(door = product.edge): string {
  return `${door}/oidc/auth?${new URLSearchParams({
    client_id: clients.web,
    response_type: 'code',
    redirect_uri: `${product.edge}/signed-in`,
    scope: 'openid',
    code_challenge: 'a'.repeat(43),
    code_challenge_method: 'S256',
  })}`;
}
