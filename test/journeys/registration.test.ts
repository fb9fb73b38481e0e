import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountResponse } from '../../lib/contracts/identity/account.ts';
import { listMembersResponse } from '../../lib/contracts/identity/member.ts';
import { verifyRegistrationResponse } from '../../lib/contracts/identity/registration.ts';
import { mailbox } from '../agent/mailbox.ts';
import { refresh, signIn, type Tokens } from '../agent/sign-in.ts';
import { eventually } from '../cloud/eventually.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';

let product: ProductCloud;
let mails: ReturnType<typeof mailbox>;
let apiKey: string;
let owner: Tokens;

const ada = { email: 'ada@acme.example', password: 'seven quiet otters 42' };
const bob = { email: 'bob@acme.example', password: 'nine purple herons 17' };
const minute = 60_000;

beforeAll(async () => {
  product = await startProductCloud();
  mails = mailbox(product.mailUrl);
}, 2 * minute);
afterAll(() => product?.[Symbol.asyncDispose]());

function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  return fetch(`${product.api}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
const as = ({ access_token }: Tokens) => ({ authorization: `Bearer ${access_token}` });
const signedIn = (who: typeof ada) => signIn({ edge: product.edge, ...who });
const register = (email: string) =>
  ask('POST', '/v1/registrations', { ...ada, email, name: 'Ada', company: 'Acme' });
const reasonOf = async (answer: Response) => [answer.status, (await answer.json()).type.split('/').at(-1)];

test('whoever registers confirms by mail and has a company, an API key and an account to sign in to', async () => {
  expect((await register(ada.email)).status).toBe(202);
  await expect(signedIn(ada)).rejects.toThrow();
  const mail = await mails.latest(ada.email);
  expect(mail.text).toContain(`${product.edge}/verify?token=${mail.token}`);
  const verify = (password: string) =>
    ask('POST', '/v1/registrations/verify', { token: mail.token, password });
  const guessed = await verify('what somebody guesses');
  expect([guessed.status, await guessed.json()]).toMatchObject([409, { errors: [{ pointer: '/password' }] }]);
  await expect(signedIn(ada)).rejects.toThrow();
  const verified = await verify(ada.password);
  expect(verified.status).toBe(201);
  const made = verifyRegistrationResponse.parse(await verified.json());
  apiKey = made.apiKey?.key ?? '';
  const again = await verify(ada.password);
  expect(await again.json()).toEqual({ ...made, apiKey: null });
  owner = await signedIn(ada);
  const account = accountResponse.parse(await (await ask('GET', '/v1/account', undefined, as(owner))).json());
  expect(account).toMatchObject({
    user: { id: made.userId, email: ada.email, role: 'owner' },
    tenant: { id: made.tenantId, name: 'Acme', plan: 'STARTER', region: 'us-east-1' },
  });
});

test('the first key lets a machine in, and only as far as its scopes say', async () => {
  const key = { 'x-api-key': apiKey };
  expect((await ask('GET', '/v1/guides', undefined, key)).status).toBe(200);
  expect((await ask('GET', '/v1/account', undefined, key)).status).toBe(403);
  expect(
    (await ask('POST', '/v1/invitations', { email: 'x@acme.example', role: 'viewer' }, key)).status,
  ).toBe(403);
});

test('the answer tells nobody whether an e-mail is known; the mailbox does', async () => {
  const answers = await Promise.all(
    [ada.email, 'nobody@elsewhere.example'].flatMap((email) => [
      register(email),
      ask('POST', '/v1/password-resets', { email }),
    ]),
  );
  const seen = await Promise.all(
    answers.map(async (answer) => {
      const { 'apigw-requestid': _, date: __, ...headers } = Object.fromEntries(answer.headers);
      return { status: answer.status, body: await answer.text(), headers };
    }),
  );
  expect(new Set(seen.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(seen[0]?.status).toBe(202);
  await mails.latest(ada.email, 3);
  expect((await mails.subjects(ada.email)).sort()).toEqual([
    'Confirm your e-mail',
    'Set a new password',
    'You have an account already',
  ]);
  await mails.latest('nobody@elsewhere.example');
  expect(await mails.subjects('nobody@elsewhere.example')).toEqual(['Confirm your e-mail']);
});

test(
  'a member is invited, accepts, is given another role, and once removed is out within a minute',
  async () => {
    const invited = await ask('POST', '/v1/invitations', { email: bob.email, role: 'viewer' }, as(owner));
    expect(invited.status).toBe(201);
    const { token, text } = await mails.latest(bob.email);
    expect(text).toContain('Ada invites you to Acme');
    const read = (wanted: string) => ask('POST', '/v1/invitations/read', { token: wanted });
    expect(await (await read(token)).json()).toEqual({
      ...{ company: 'Acme', invitedBy: 'Ada', email: bob.email, role: 'viewer' },
    });
    for (const wrong of [`${token}x`, 'tnt_1.inv_1.x', ''])
      expect(await reasonOf(await read(wrong))).toEqual([410, 'stale-token']);
    const acceptance = { token, name: 'Bob', password: bob.password };
    expect((await ask('POST', '/v1/invitations/accept', acceptance)).status).toBe(201);
    expect(await reasonOf(await ask('POST', '/v1/invitations/accept', acceptance))).toEqual([
      410,
      'stale-token',
    ]);

    const member = await signedIn(bob);
    const listed = await ask('GET', '/v1/members', undefined, as(member));
    const { members } = listMembersResponse.parse(await listed.json());
    expect(members.map(({ name, role }) => `${name}: ${role}`)).toEqual(['Ada: owner', 'Bob: viewer']);
    const again = await ask('POST', '/v1/invitations', { email: bob.email, role: 'viewer' }, as(owner));
    expect(await reasonOf(again)).toEqual([409, 'already-member']);
    const { userId = '' } = members[1] ?? {};
    const change = (role: string, who: Tokens) => ask('PUT', `/v1/members/${userId}`, { role }, as(who));
    expect((await change('owner', member)).status).toBe(403);
    expect((await change('admin', owner)).status).toBe(200);
    await eventually(
      () => change('owner', member).then(reasonOf),
      ([, reason]) => reason === 'above-own-role',
      minute,
    );

    expect((await ask('DELETE', `/v1/members/${userId}`, undefined, as(owner))).status).toBe(204);
    const took = Date.now();
    await eventually(
      () => ask('GET', '/v1/account', undefined, as(member)),
      ({ status }) => status === 401,
      minute,
    );
    expect(Date.now() - took).toBeLessThan(minute);
    expect((await refresh(product.edge, member.refresh_token)).status).toBe(400);
    await expect(signedIn(bob)).rejects.toThrow();
  },
  3 * minute,
);

test('the last owner stays', async () => {
  const { user } = accountResponse.parse(
    await (await ask('GET', '/v1/account', undefined, as(owner))).json(),
  );
  const own = `/v1/members/${user?.id}`;
  expect(await reasonOf(await ask('DELETE', own, undefined, as(owner)))).toEqual([409, 'last-owner']);
  expect(await reasonOf(await ask('PUT', own, { role: 'viewer' }, as(owner)))).toEqual([409, 'last-owner']);
});

test(
  'a reset by mail sets a new password once, and whoever was signed in by the old one is out',
  async () => {
    const before = (await mails.subjects(ada.email)).length;
    await ask('POST', '/v1/password-resets', { email: ada.email });
    const { token } = await mails.latest(ada.email, before + 1);
    const weak = await ask('POST', '/v1/password-resets/complete', { token, password: 'password1234' });
    expect(await reasonOf(weak)).toEqual([400, 'weak-password']);
    expect((await ask('POST', '/v1/password-resets/read', { token })).status).toBe(204);
    // Tokens tell when they were issued by the second.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const password = 'eleven green walruses 8';
    expect((await ask('POST', '/v1/password-resets/complete', { token, password })).status).toBe(204);
    const used = await ask('POST', '/v1/password-resets/complete', { token, password });
    expect(await reasonOf(used)).toEqual([410, 'stale-token']);
    const read = await ask('POST', '/v1/password-resets/read', { token });
    expect(await reasonOf(read)).toEqual([410, 'used-token']);
    expect((await refresh(product.edge, owner.refresh_token)).status).toBe(400);
    await eventually(
      () => ask('GET', '/v1/account', undefined, as(owner)),
      ({ status }) => status === 401,
      minute,
    );
    await expect(signedIn(ada)).rejects.toThrow();
    expect(
      (await ask('GET', '/v1/account', undefined, as(await signedIn({ ...ada, password })))).status,
    ).toBe(200);
  },
  2 * minute,
);

test('an e-mail that is asked about over and over has to wait, known or not', async () => {
  for (const email of ['flooded@acme.example', ada.email]) {
    const answers = [];
    for (let i = 0; i < 6; i++) answers.push(await ask('POST', '/v1/password-resets', { email }));
    const last = answers.at(-1);
    expect(last?.status).toBe(429);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
  }
});
