import { expect, test } from 'vitest';
import { type RedactionPolicy, standardRules } from '../../lib/contracts/redaction/policy.ts';
import type { GivenValue } from '../transport/given-values.ts';
import type { Account, Store, StoredPolicy } from '../transport/store.ts';
import { type CompanyPolicy, type CompanyPolicyPorts, openCompanyPolicy } from './company-policy.ts';

const mira: Account = {
  server: 'https://guides.example',
  apiUrl: '',
  issuer: '',
  user: { id: 'usr_1', email: '', name: '' },
  accessToken: '',
  refreshToken: '',
};
const strict: RedactionPolicy = {
  ...standardRules,
  categories: { contact: false },
  sites: [{ host: 'bank.example', recording: 'block' }],
  revision: 3,
};

/** What is on disk, and a server that answers the policy unless it is told that the asker has it. */
function setting(disk: { account?: Account; policy?: StoredPolicy }, served: RedactionPolicy | 'offline') {
  const kept: Record<string, unknown> = { ...disk };
  const asked: (string | undefined)[] = [];
  let changes = 0;
  let given: readonly GivenValue[] = [];
  const ports: CompanyPolicyPorts = {
    store: {
      get: async (name: string) => kept[name],
      put: async (name: string, value: unknown) => {
        kept[name] = value;
      },
    } as unknown as Pick<Store, 'get' | 'put'>,
    server: {
      read: async (_path, known) => {
        asked.push(known);
        if (served === 'offline') throw new TypeError('Failed to fetch');
        return known === `"${served.revision}"` ? undefined : served;
      },
    },
    keep: (next) => {
      given = next;
    },
    onChange: () => {
      changes += 1;
    },
  };
  return { ports, kept, asked, changes: () => changes, given: () => given };
}

const hides = ({ hider }: CompanyPolicy) => hider.parts('Mail jo@x.io').length > 0;

test('what was never asked for is by the standard rules; once it is known it holds, on disk too', async () => {
  const { ports, kept, changes } = setting({ account: mira }, strict);
  const policy = await openCompanyPolicy(ports);
  expect(hides(policy)).toBe(true);
  expect(policy.mayRecord('https://bank.example:8080/login')).toBe(true);
  const before = policy.version;
  await policy.refresh();
  expect(hides(policy)).toBe(false);
  expect(policy.mayRecord('https://bank.example:8080/login')).toBe(false);
  expect(policy.version).not.toBe(before);
  expect(changes()).toBe(1);
  expect(kept.policy).toEqual({ of: 'https://guides.example usr_1', policy: strict });
});

test('what was given is known wherever it is said again, until the policy is another one', async () => {
  const { ports, given, changes } = setting({ account: mira }, strict);
  const policy = await openCompanyPolicy(ports);
  const before = policy.version;
  policy.hider.text('Xanthe Orrin', 'Full name');
  const says = () => policy.hider.parts('Order of Xanthe Orrin').length;
  expect(says()).toBe(1);
  // What was judged before, and pictured, may say it.
  expect(policy.version).not.toBe(before);
  expect(changes()).toBe(1);
  expect(given()).toHaveLength(1);
  await policy.refresh();
  expect(says()).toBe(0);
  expect(given()).toEqual([]);
});

test('what is known already, found by the rules anyway, or says too little changes nothing', async () => {
  const { ports, given, changes } = setting({ account: mira }, strict);
  const policy = await openCompanyPolicy(ports);
  policy.hider.text('Xanthe Orrin', 'Full name');
  const { version } = policy;
  policy.hider.text('Xanthe Orrin', 'Full name');
  policy.hider.text('jo@example.com', 'E-mail');
  policy.hider.text('Hill', 'Last name');
  expect(policy.version).toBe(version);
  expect(given()).toHaveLength(1);
  expect(changes()).toBe(1);
});

test('what was given belongs to its recording: the next worker knows it, the next recording does not', async () => {
  const first = setting({ account: mira }, strict);
  const stopped = await openCompanyPolicy(first.ports);
  stopped.hider.text('Xanthe Orrin', 'Full name');
  const policy = await openCompanyPolicy(setting({ account: mira }, strict).ports);
  const says = () => policy.hider.parts('Order of Xanthe Orrin').length;
  policy.begin(first.given());
  expect(says()).toBe(1);
  const { version } = policy;
  policy.begin([]);
  expect(says()).toBe(0);
  expect(policy.version).not.toBe(version);
});

test('offline, what was known last goes on holding', async () => {
  const known = { of: 'https://guides.example usr_1', policy: strict };
  const { ports } = setting({ account: mira, policy: known }, 'offline');
  const policy = await openCompanyPolicy(ports);
  await policy.refresh();
  expect(policy.mayRecord('https://bank.example/')).toBe(false);
});

test('what is known is named to the server, and not fetched again', async () => {
  const known = { of: 'https://guides.example usr_1', policy: strict };
  const { ports, asked, changes } = setting({ account: mira, policy: known }, strict);
  const policy = await openCompanyPolicy(ports);
  await policy.refresh();
  expect(asked).toEqual(['"3"']);
  expect(changes()).toBe(0);
});

test('one company’s policy is not another’s, not even by its number', async () => {
  const known = { of: 'https://guides.example usr_9', policy: strict };
  const other: RedactionPolicy = { ...standardRules, locked: true, revision: 3 };
  const { ports, asked } = setting({ account: mira, policy: known }, other);
  const policy = await openCompanyPolicy(ports);
  expect(policy.mayRecord('https://bank.example/')).toBe(true);
  await policy.refresh();
  expect(asked).toEqual([undefined]);
  expect(policy.rules.locked).toBe(true);
});

test('signed out, what is still recorded is by the policy known last', async () => {
  const { ports, asked } = setting(
    { policy: { of: 'https://guides.example usr_1', policy: strict } },
    strict,
  );
  const policy = await openCompanyPolicy(ports);
  await policy.refresh();
  expect(policy.mayRecord('https://bank.example/')).toBe(false);
  expect(asked).toEqual([]);
});
