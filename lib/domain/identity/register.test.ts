import { expect, test } from 'vitest';
import { type PendingRegistration, type RegisterPorts, register } from './register.ts';
import { type RequestResetPorts, requestPasswordReset } from './request-password-reset.ts';

/** Ports that note what is asked of them. They have no way to tell whether an e-mail is known, and neither has the rest. */
function countedPorts(limit = Number.POSITIVE_INFINITY) {
  const work: string[] = [];
  const pending: PendingRegistration[] = [];
  const did = (what: string) => work.push(what);
  const taken = new Map<string, number>();
  const ports: RegisterPorts & RequestResetPorts = {
    limits: {
      take: async (key) => {
        did('counter');
        taken.set(key, (taken.get(key) ?? 0) + 1);
        return (taken.get(key) ?? 0) > limit ? 60 : undefined;
      },
    },
    strength: { score: (password) => Number(did('strength') && (password.includes('weak') ? 2 : 3)) },
    breaches: { isListed: async (password) => Boolean(did('breaches') && password.includes('stolen')) },
    passwords: { hash: async () => `hash ${did('argon2')}` },
    registrations: {
      add: async (_hash, registration) => {
        did('registration');
        pending.push(registration);
      },
    },
    resets: { add: async () => void did('reset') },
    mails: { available: true, queue: async ({ kind }) => void did(`mail: ${kind}`) },
    tokens: { create: () => 'token', hash: (token) => `hash of ${token}` },
    regions: {
      home: 'us-east-1',
      find: async (region) => (region === 'eu-central-1' ? { apiUrl: 'https://eu.example' } : undefined),
    },
    newIds: () => ({ tenantId: 'tnt_1', userId: 'usr_1', keyId: 'key_1', webhookId: 'whk_1' }),
    now: () => Date.UTC(2026, 0, 1),
  };
  return { ports, work, pending };
}

const request = { email: 'Ada@Example.com ', password: 'a good password', name: 'Ada', company: 'Acme' };
const sender = { peer: '192.0.2.1', viewer: '192.0.2.1' };

test('every registration is the same work: one hash, one thing kept, one mail queued, no look-up', async () => {
  const runs = await Promise.all(
    ['ada@example.com', 'nobody@example.com', 'somebody.else@example.org'].map(async (email) => {
      const { ports, work } = countedPorts();
      expect(await register(ports, { ...request, email }, sender)).toEqual({
        ok: true,
        value: { elsewhere: undefined },
      });
      return work;
    }),
  );
  const [first = []] = runs;
  for (const work of runs) expect(work).toEqual(first);
  expect(first.filter((what) => what !== 'counter')).toEqual([
    'strength',
    'breaches',
    'argon2',
    'registration',
    'mail: registration',
  ]);
});

test('every request for a reset is the same work', async () => {
  const { ports, work } = countedPorts();
  await requestPasswordReset(ports, { email: 'known@example.com' }, sender);
  await requestPasswordReset(ports, { email: 'unknown@example.com' }, sender);
  const half = work.length / 2;
  expect(work.slice(0, half)).toEqual(work.slice(half));
  expect(work.slice(-2)).toEqual(['reset', 'mail: password-reset']);
});

test('what is kept has the ids of the account to be, and never the password', async () => {
  const { ports, pending } = countedPorts();
  await register(ports, { ...request, webhookUrl: 'https://hooks.example/' }, sender);
  expect(pending).toEqual([
    {
      ...{ tenantId: 'tnt_1', userId: 'usr_1', keyId: 'key_1', webhookId: 'whk_1' },
      ...{ email: 'ada@example.com', name: 'Ada', company: 'Acme', region: 'us-east-1' },
      ...{ webhookUrl: 'https://hooks.example/', passwordHash: expect.stringMatching(/^hash/) },
      expiresAt: Date.UTC(2026, 0, 2),
    },
  ]);
});

test.each([
  ['a weak password', 'weak-password'],
  ['a stolen password', 'breached-password'],
])('%s is refused by its field, and nothing is kept', async (password, reason) => {
  const { ports, pending } = countedPorts();
  expect(await register(ports, { ...request, password }, sender)).toMatchObject({
    ...{ ok: false, reason },
    errors: [{ pointer: '/password', message: expect.any(String) }],
  });
  expect(pending).toEqual([]);
});

test('an e-mail, a viewer and a peer may ask so often and then have to wait, before any hard work', async () => {
  const { ports, work } = countedPorts(3);
  const outcomes = [];
  for (let i = 0; i < 5; i++) outcomes.push(await register(ports, request, sender));
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true, false, false]);
  expect(outcomes.at(-1)).toEqual({ ok: false, reason: 'too-many-requests', retryAfter: 60 });
  expect(work.filter((what) => what === 'argon2')).toHaveLength(3);
});

test('who chooses another region is sent to its API, and nothing is kept here', async () => {
  const { ports, work } = countedPorts();
  expect(await register(ports, { ...request, region: 'eu-central-1' }, sender)).toEqual({
    ok: true,
    value: { elsewhere: 'https://eu.example' },
  });
  expect(await register(ports, { ...request, region: 'mars-north-1' }, sender)).toEqual({
    ok: false,
    reason: 'unknown-region',
  });
  expect(work).toEqual([]);
});

test('a deployment that sends no mail says so', async () => {
  const { ports } = countedPorts();
  const silent = { ...ports, mails: { ...ports.mails, available: false } };
  const refusal = { ok: false, reason: 'no-mail' };
  expect(await register(silent, request, sender)).toEqual(refusal);
  expect(await requestPasswordReset(silent, request, sender)).toEqual(refusal);
});
