import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { pageVisitor, titleOf } from '../../../../test/agent/page-visitor.ts';
import { postToken, signIn } from '../../../../test/agent/sign-in.ts';
import { account } from '../../../../test/fakes/accounts.ts';
import { startOpenid } from '../../../../test/fakes/openid.ts';

let openid: Awaited<ReturnType<typeof startOpenid>>;
beforeAll(async () => {
  openid = await startOpenid([account(), account({ userId: 'usr_bob', email: 'bob@example.com' })]);
});
afterAll(() => openid[Symbol.asyncDispose]());
beforeEach(() => {
  openid.events.length = 0;
  // Another window of the counters.
  openid.advance(301_000);
});

const grant = 'urn:ietf:params:oauth:grant-type:device_code';
const extension = { client_id: 'guidewright-extension' };
const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

interface Asked {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly verification_uri_complete: string;
  readonly expires_in: number;
  readonly interval: number;
}

async function ask(): Promise<Asked> {
  const response = await fetch(`${openid.edge}/oidc/device/auth`, {
    method: 'POST',
    headers: { 'user-agent': windows, 'x-test-address': '203.0.113.9' },
    body: new URLSearchParams({ ...extension, scope: 'openid profile email offline_access guides record' }),
  });
  return response.json();
}
async function poll(device_code: string) {
  const response = await postToken(openid.edge, { ...extension, grant_type: grant, device_code });
  return response.json();
}
/** As a recorder does it, which keeps its distance. */
async function pollInTime(device_code: string) {
  openid.advance(60_000);
  return poll(device_code);
}
async function toApproval(asked: Asked, visitor = pageVisitor(), email = 'ada@example.com') {
  const page = await visitor.open(asked.verification_uri_complete);
  const next = await visitor.submit(page, {});
  return titleOf(next) === 'Sign in to Guidewright'
    ? visitor.submit(next, { email, password: 'right' })
    : next;
}

test('a code has forty-three bits, lives ten minutes, and the recorder is told how often to ask', async () => {
  const asked = await ask();
  expect(asked.user_code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{5}-[BCDFGHJKLMNPQRSTVWXZ]{5}$/);
  expect(Math.log2(20 ** 10)).toBeGreaterThan(40);
  expect(asked).toMatchObject({ expires_in: 600, interval: 5, verification_uri: `${openid.issuer}/device` });
});

test('whoever signs in is asked about the device, by client, browser, address, time and code', async () => {
  const asked = await ask();
  const visitor = pageVisitor();
  const entry = await visitor.open(asked.verification_uri_complete);
  expect(entry.text).toContain(`value="${asked.user_code}"`);
  const page = await toApproval(asked, visitor);
  expect(titleOf(page)).toBe('Let this recorder sign in as you?');
  for (const shown of [
    'Guidewright recorder',
    'Chrome on Windows',
    '203.0.113.9',
    asked.user_code,
    'ada@example.com',
  ])
    expect(page.text).toContain(shown);
  expect(page.text).toContain(new Date().toISOString().slice(0, 10));
  expect((await pollInTime(asked.device_code)).error).toBe('authorization_pending');
  const done = await visitor.submit(page, { answer: 'approve' });
  expect(titleOf(done)).toBe('The recorder is signed in');
  const tokens = await pollInTime(asked.device_code);
  expect(tokens).toMatchObject({ access_token: expect.any(String), refresh_token: expect.any(String) });
  expect(openid.events.map(({ what }) => what)).toEqual(['signedIn', 'approved']);
});

test('a device has the address that the edge saw, and one that comes past the edge has its own', async () => {
  const addressShown = async (headers: Record<string, string>) => {
    const response = await fetch(`${openid.edge}/oidc/device/auth`, {
      method: 'POST',
      headers: { ...headers, 'x-forwarded-for': '203.0.113.66' },
      body: new URLSearchParams({ ...extension, scope: 'openid' }),
    });
    const { text } = await toApproval(await response.json());
    return /<dt>Address<\/dt><dd>([^<]*)</.exec(text)?.[1];
  };
  expect(await addressShown({ 'x-test-address': '203.0.113.9' })).toBe('203.0.113.9');
  expect(await addressShown({ 'x-test-direct': '192.0.2.77' })).toBe('192.0.2.77');
});

test('also whoever is signed in already is asked', async () => {
  const visitor = pageVisitor();
  await signIn({ edge: openid.edge, email: 'ada@example.com', password: 'right', visitor });
  expect(titleOf(await toApproval(await ask(), visitor))).toBe('Let this recorder sign in as you?');
});

test('a recorder that is refused gets to know it, and no second question is asked', async () => {
  const asked = await ask();
  const visitor = pageVisitor();
  const refused = await visitor.submit(await toApproval(asked, visitor), { answer: 'deny' });
  expect(refused.text).toContain('The recorder was refused.');
  expect((await pollInTime(asked.device_code)).error).toBe('access_denied');
  const again = await visitor.submit(await visitor.open(asked.verification_uri_complete), {});
  expect(again.text).toContain('The code was used before.');
  expect(openid.events.map(({ what }) => what)).toEqual(['signedIn', 'denied']);
});

test('an answer without the button, or by somebody else’s form, approves nothing', async () => {
  const asked = await ask();
  const visitor = pageVisitor();
  const page = await toApproval(asked, visitor);
  const stranger = pageVisitor();
  expect(titleOf(await stranger.submit(page, { answer: 'approve' }))).toBe('This sign-in has expired');
  expect((await pollInTime(asked.device_code)).error).toBe('authorization_pending');
  await visitor.submit(page, {});
  expect((await pollInTime(asked.device_code)).error).toBe('access_denied');
});

test('an approval of one device approves no other', async () => {
  const [first, second] = [await ask(), await ask()];
  const visitor = pageVisitor();
  await visitor.submit(await toApproval(first, visitor), { answer: 'approve' });
  expect((await pollInTime(second.device_code)).error).toBe('authorization_pending');
  expect(titleOf(await toApproval(second, visitor))).toBe('Let this recorder sign in as you?');
});

test('a device code brings tokens once', async () => {
  const asked = await ask();
  const visitor = pageVisitor();
  await visitor.submit(await toApproval(asked, visitor), { answer: 'approve' });
  expect(await pollInTime(asked.device_code)).toHaveProperty('access_token');
  expect((await pollInTime(asked.device_code)).error).toBe('invalid_grant');
});

test('nothing in the table brings tokens, though it holds codes that wait and codes that were approved', async () => {
  const asked = await ask();
  const visitor = pageVisitor();
  const { client, name } = openid.tables.OpenId;
  const kept = async () => {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: name }));
    expect(JSON.stringify(Items)).not.toContain(asked.device_code);
    return textsIn(Items);
  };
  await kept();
  const approval = await toApproval(asked, visitor);
  const waiting = await kept();
  await visitor.submit(approval, { answer: 'approve' });
  const texts = new Set([...waiting, ...(await kept())]);
  expect(texts.size).toBeGreaterThan(20);
  for (const text of texts)
    for (const code of [text, text.replace(/^DeviceCode#/, ''), text.replace(/^DeviceCode/, '')])
      expect((await poll(code)).error, code).toMatch(/^invalid_/);
  expect(await pollInTime(asked.device_code)).toHaveProperty('access_token');
});

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

test('whoever polls too fast is slowed down, by five seconds more each time', async () => {
  const { device_code } = await ask();
  expect((await poll(device_code)).error).toBe('authorization_pending');
  expect((await poll(device_code)).error).toBe('slow_down');
  openid.advance(7_000);
  expect((await poll(device_code)).error).toBe('slow_down');
  openid.advance(12_000);
  expect((await poll(device_code)).error).toBe('slow_down');
  openid.advance(21_000);
  expect((await poll(device_code)).error).toBe('authorization_pending');
  expect((await poll('of nobody')).error).toBe('invalid_grant');
  expect((await poll('of nobody')).error).toBe('invalid_grant');
});

test('recorders end one by one: revoking one leaves the others of the same browser', async () => {
  const visitor = pageVisitor();
  const connect = async () => {
    const asked = await ask();
    await visitor.submit(await toApproval(asked, visitor), { answer: 'approve' });
    return (await pollInTime(asked.device_code)).refresh_token as string;
  };
  const [first, second] = [await connect(), await connect()];
  await fetch(`${openid.edge}/oidc/token/revocation`, {
    method: 'POST',
    body: new URLSearchParams({ ...extension, token: first }),
  });
  const renew = (refresh_token: string) =>
    postToken(openid.edge, { ...extension, grant_type: 'refresh_token', refresh_token });
  expect((await renew(first)).status).toBe(400);
  expect((await renew(second)).status).toBe(200);
});

test('a recorder stays connected when its browser signs out of the web application', async () => {
  const visitor = pageVisitor();
  const web = await signIn({ edge: openid.edge, email: 'bob@example.com', password: 'right', visitor });
  const asked = await ask();
  await visitor.submit(await toApproval(asked, visitor), { answer: 'approve' });
  const { refresh_token } = await pollInTime(asked.device_code);
  await visitor.open(
    `${openid.edge}/oidc/session/end?${new URLSearchParams({ id_token_hint: web.id_token, post_logout_redirect_uri: `${openid.edge}/` })}`,
    `${openid.edge}/`,
  );
  expect(
    (await postToken(openid.edge, { ...extension, grant_type: 'refresh_token', refresh_token })).status,
  ).toBe(200);
});

test('codes cannot be guessed at will, and whoever types a right one is not counted', async () => {
  const visitor = pageVisitor();
  const tries = async (times: number, code: () => Promise<string> | string) => {
    const statuses = [];
    for (let i = 0; i < times; i++) {
      const page = await visitor.open(`${openid.issuer}/device`);
      statuses.push((await visitor.submit(page, { user_code: await code() })).status);
    }
    return statuses;
  };
  const right = await ask();
  expect(await tries(1, () => right.user_code)).toEqual([200]);
  const wrong = await tries(12, () => 'BBBBB-BBBBB');
  expect(wrong.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 200));
  expect(wrong.at(-1)).toBe(429);
  openid.advance(301_000);
  expect(await tries(1, () => 'BBBBB-BBBBB')).toEqual([200]);
});
