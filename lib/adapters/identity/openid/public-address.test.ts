import { afterAll, beforeAll, expect, test } from 'vitest';
import { account } from '../../../../test/fakes/accounts.ts';
import { startOpenid } from '../../../../test/fakes/openid.ts';

/* Behind the edge the provider is called by another host and scheme than those that browsers see. */

const address = 'https://guides.example';
let openid: Awaited<ReturnType<typeof startOpenid>>;
beforeAll(async () => {
  openid = await startOpenid([account()], address);
});
afterAll(() => openid[Symbol.asyncDispose]());

const authorize = (headers: Record<string, string> = {}) =>
  fetch(
    `${openid.edge}/oidc/auth?${new URLSearchParams({
      client_id: 'guidewright-web',
      response_type: 'code',
      redirect_uri: `${address}/signed-in`,
      scope: 'openid',
      code_challenge: 'a'.repeat(43),
      code_challenge_method: 'S256',
    })}`,
    { redirect: 'manual', headers },
  );

test('on https every cookie is for secure connections alone', async () => {
  const cookies = (await authorize()).headers.getSetCookie();
  expect(cookies.length).toBeGreaterThan(2);
  for (const cookie of cookies) expect(cookie).toMatch(/; secure/i);
});

test('whatever a request says about hosts and schemes, addresses are the issuer’s', async () => {
  const forged = {
    'x-forwarded-host': 'attacker.example',
    'x-forwarded-proto': 'http',
    forwarded: 'host=attacker.example;proto=http',
    'x-forwarded-for': '203.0.113.50',
  };
  const response = await authorize(forged);
  expect(response.headers.get('location')).toMatch(/^\/oidc\/interaction\//);
  expect(response.headers.getSetCookie().join()).toMatch(/; secure/i);
  const discovery = await fetch(`${openid.edge}/oidc/.well-known/openid-configuration`, { headers: forged });
  const text = await discovery.text();
  expect(text).toContain(`"${address}/oidc/token"`);
  expect(text).not.toContain('attacker');
  const device = await fetch(`${openid.edge}/oidc/device/auth`, {
    method: 'POST',
    headers: forged,
    body: new URLSearchParams({ client_id: 'guidewright-extension', scope: 'openid' }),
  });
  expect((await device.json()).verification_uri).toBe(`${address}/oidc/device`);
});

test('what is no page of the provider is not there', async () => {
  for (const path of ['/oidc/', '/oidc/nothing', '/oidc/../v1/guides', '/oidc/interaction/'])
    expect((await fetch(`${openid.edge}${path}`)).status).toBe(404);
});
