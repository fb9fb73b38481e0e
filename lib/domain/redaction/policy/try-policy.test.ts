import { expect, test } from 'vitest';
import { fakePolicyStore } from '../../../../test/fakes/redaction-policies.ts';
import { standardRules } from '../../../contracts/redaction/policy.ts';
import type { TryRedactionPolicyRequest } from '../../../contracts/redaction/policy-requests.ts';
import { re2Check } from './re2-check.ts';
import { re2Engine } from './re2-engine.ts';
import { tryPolicy } from './try-policy.ts';
import { writePolicy } from './write-policy.ts';

const store = fakePolicyStore();
const ports = { store, check: re2Check, engine: re2Engine };
const ask = (request: TryRedactionPolicyRequest, tenantId = 'tnt_1') => tryPolicy(ports, tenantId, request);
const bank = { host: 'bank.example', recording: 'block' as const };

test('what would be hidden is named, and the text shown as it would read', async () => {
  expect(await ask({ text: 'Mail jo@x.io!' })).toEqual({
    ok: true,
    value: {
      parts: [{ kind: 'email', start: 5, end: 12, words: 'an e-mail address' }],
      shown: 'Mail [an e-mail address]!',
      mayRecord: true,
      slow: [],
    },
  });
});

test('rules that are only thought of stand in for those in force, and stay thoughts', async () => {
  const rules = { ...standardRules, categories: { contact: false }, sites: [bank] };
  expect(await ask({ text: 'Mail jo@x.io', rules })).toMatchObject({ value: { shown: 'Mail jo@x.io' } });
  expect(await ask({ text: 'x', url: 'bank.example/login', rules })).toMatchObject({
    value: { mayRecord: false },
  });
  expect(await ask({ text: 'Mail jo@x.io' })).toMatchObject({ value: { parts: [{ kind: 'email' }] } });
});

test('without any, those in force are tried, of the own company', async () => {
  const written = { ...standardRules, always: [{ match: 'exact' as const, text: 'Halcyon' }], revision: 0 };
  await writePolicy({ ...ports, now: () => 0 }, { tenantId: 'tnt_7', userId: 'usr_1' }, written);
  expect(await ask({ text: 'Halcyon' }, 'tnt_7')).toMatchObject({ value: { shown: 'a private term' } });
  expect(await ask({ text: 'Halcyon' }, 'tnt_8')).toMatchObject({ value: { shown: 'Halcyon' } });
});

test('a mistake is told at its place in what was sent', async () => {
  const rules = { ...standardRules, never: [{ match: 'regex' as const, text: 'a**' }] };
  expect(await ask({ text: 'x', rules })).toMatchObject({
    reason: 'invalid-rules',
    errors: [{ pointer: '/rules/never/0/text' }],
  });
});

test('what is no address of a page is asked about as no page', async () => {
  expect(
    await ask({ text: 'x', url: 'not a page', rules: { ...standardRules, sites: [bank] } }),
  ).toMatchObject({
    value: { mayRecord: true },
  });
});
