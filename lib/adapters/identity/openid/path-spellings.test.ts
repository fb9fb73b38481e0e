import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type PageVisitor, pageVisitor, titleOf } from '../../../../test/agent/page-visitor.ts';
import { rawRequest } from '../../../../test/agent/raw-request.ts';
import { postToken, signIn } from '../../../../test/agent/sign-in.ts';
import { account } from '../../../../test/fakes/accounts.ts';
import { startOpenid } from '../../../../test/fakes/openid.ts';

/* The library takes more spellings of its paths than one; what is protected is so under each that it takes. */

let openid: Awaited<ReturnType<typeof startOpenid>>;
beforeAll(async () => {
  openid = await startOpenid([account()]);
});
afterAll(() => openid[Symbol.asyncDispose]());
beforeEach(() => {
  openid.events.length = 0;
  openid.advance(301_000);
});

/** @param path within the issuer, such as `/device/auth` */
function spellingsOf(path: string): readonly string[] {
  const rest = path.slice(1);
  const middle = Math.ceil(path.length / 2);
  const inside = (text: string) => path.slice(0, middle) + text + path.slice(middle);
  return [
    path.toUpperCase(),
    `/${rest.charAt(0).toUpperCase()}${rest.slice(1)}`,
    `${path}/`,
    `${path.toUpperCase()}/`,
    `${path}//`,
    `/${path}`,
    path.replaceAll('/', '%2F'),
    path.replaceAll('/', '%5C'),
    path.replaceAll('e', '%65'),
    path.replaceAll('e', '%2565'),
    path.replaceAll('e', '%45'),
    path.replaceAll('s', '%C5%BF').replaceAll('k', '%E2%84%AA'),
    `${path}%3F`,
    `${path}%3Fa=b`,
    `${path}%23a`,
    `${path}%20`,
    `${path};a=b`,
    `/.${path}`,
    `/x/..${path}`,
    `/x/%2E%2E${path}`,
    `${path}/.`,
    `${path}/x/..`,
    inside('%09'),
    inside('%0A'),
    inside('%00'),
  ].filter((spelling) => spelling !== path);
}

/** Whether each spelling that leads anywhere is protected; those that do, for a look at what is taken. */
async function taken(path: string, isProtected: (path: string) => Promise<boolean | 'not there'>) {
  const open: string[] = [];
  const found: string[] = [];
  for (const spelling of [path, ...spellingsOf(path)]) {
    const outcome = await isProtected(`/oidc${spelling}`);
    if (outcome === 'not there') continue;
    found.push(spelling);
    if (!outcome) open.push(spelling);
  }
  expect(open).toEqual([]);
  expect(found).toEqual(expect.arrayContaining([path, path.toUpperCase(), `${path}/`]));
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  rawRequest(openid.edge, path, {
    method: 'POST',
    headers: { ...form, ...headers },
    body: new URLSearchParams(fields).toString(),
  });
const cookiesOf = (visitor: PageVisitor) => ({
  cookie: [...visitor.cookies].map(([name, { value }]) => `${name}=${value}`).join('; '),
});
const secretIn = (text: string) => /name="xsrf" value="([^"]*)"/.exec(text)?.[1] ?? '';

const extension = { client_id: 'guidewright-extension' };
const ask = async (path = '/oidc/device/auth') => {
  const answer = await post(path, { ...extension, scope: 'openid' });
  return { status: answer.status, body: answer.ok ? await answer.json() : undefined };
};

test('polling in haste is slowed down', async () => {
  const grant = { ...extension, grant_type: 'urn:ietf:params:oauth:grant-type:device_code' };
  await taken('/token', async (path) => {
    const { device_code } = (await ask()).body;
    await postToken(openid.edge, { ...grant, device_code });
    const answer = await post(path, { ...grant, device_code });
    return answer.status === 404 ? 'not there' : (await answer.json()).error === 'slow_down';
  });
});

test('a recorder is told how often to ask', async () => {
  await taken('/device/auth', async (path) => {
    const { status, body } = await ask(path);
    return status === 404 ? 'not there' : body?.interval === 5;
  });
});

test('a code in the address is shown, and never taken as typed', async () => {
  await taken('/device', async (path) => {
    const page = await rawRequest(openid.edge, `${path}?user_code=BBBBB-BBBBB`, {
      headers: { accept: 'text/html' },
    });
    const text = await page.text();
    return page.status === 404
      ? 'not there'
      : titleOf({ text }) === 'Connect a recorder' && text.includes('value="BBBBB-BBBBB"');
  });
});

test('codes cannot be guessed at will', async () => {
  const visitor = pageVisitor();
  const guess = async (path: string) => {
    const page = await visitor.open(`${openid.issuer}/device`);
    const fields = { xsrf: secretIn(page.text), user_code: 'BBBBB-BBBBB', confirm: 'yes' };
    return post(path, fields, { ...cookiesOf(visitor), accept: 'text/html' });
  };
  for (let i = 0; i < 10; i++) expect((await guess('/oidc/device')).status).toBe(200);
  await taken('/device', async (path) => {
    const { status } = await guess(path);
    return status === 404 ? 'not there' : status === 429;
  });
});

test('the end of a session is on record, whether confirmed or shown by an id token', async () => {
  const owner = { edge: openid.edge, email: 'ada@example.com', password: 'right' };
  const visitor = pageVisitor();
  const enter = async () => {
    const tokens = await signIn({ ...owner, visitor });
    openid.events.length = 0;
    return tokens;
  };
  const noted = () => openid.events.some(({ what }) => what === 'signedOut');
  await taken('/session/end/confirm', async (path) => {
    await enter();
    const page = await visitor.open(`${openid.issuer}/session/end`);
    const answer = await post(path, { xsrf: secretIn(page.text), logout: 'yes' }, cookiesOf(visitor));
    return answer.status === 404 ? 'not there' : noted();
  });
  await taken('/session/end', async (path) => {
    const { id_token } = await enter();
    const asked = new URLSearchParams({ id_token_hint: id_token });
    const answer = await rawRequest(openid.edge, `${path}?${asked}`, { headers: cookiesOf(visitor) });
    return answer.status === 404 ? 'not there' : answer.status === 303 && noted();
  });
});

test('whoever is not signed in is led on without a form', async () => {
  await taken('/session/end', async (path) => {
    const { status } = await rawRequest(openid.edge, path, { headers: { accept: 'text/html' } });
    return status === 404 ? 'not there' : status === 303;
  });
});

test.each(['/jwks', '/.well-known/openid-configuration'])('%s may be kept for a while', async (document) => {
  await taken(document, async (path) => {
    const answer = await rawRequest(openid.edge, path);
    return answer.status === 404
      ? 'not there'
      : answer.headers.get('cache-control') === 'public, max-age=300';
  });
});

test('names are taken in any case, ids are not', async () => {
  const visitor = pageVisitor();
  const asked = (await ask()).body;
  const page = await visitor.submit(await visitor.open(asked.verification_uri_complete), {});
  const { pathname } = new URL(page.url);
  const open = async (path: string) =>
    (await rawRequest(openid.edge, path, { headers: cookiesOf(visitor) })).status;
  expect(pathname).toMatch(/[A-Z]/);
  expect(pathname).toMatch(/[a-z]{2}/);
  expect(await open(pathname)).toBe(200);
  expect(await open(pathname.toLowerCase())).toBe(400);
  const approval = await visitor.submit(page, { email: 'ada@example.com', password: 'right' });
  expect(titleOf(await visitor.submit(approval, { answer: 'approve' }))).toBe('The recorder is signed in');
});
