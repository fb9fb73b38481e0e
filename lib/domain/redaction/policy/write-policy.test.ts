import { expect, test } from 'vitest';
import { fakePolicyStore } from '../../../../test/fakes/redaction-policies.ts';
import { type RedactionRules, standardRules } from '../../../contracts/redaction/policy.ts';
import { re2Check } from './re2-check.ts';
import { readPolicy } from './read-policy.ts';
import { writePolicy } from './write-policy.ts';

const ada = { tenantId: 'tnt_1', userId: 'usr_ada' };

function policies() {
  const store = fakePolicyStore();
  const ports = { store, check: re2Check, now: () => Date.UTC(2026, 0, 2) };
  return {
    store,
    write: (rules: Partial<RedactionRules>, revision: number) =>
      writePolicy(ports, ada, { ...standardRules, ...rules, revision }),
    read: (question = {}, tenantId = 'tnt_1') => readPolicy(store, tenantId, question),
  };
}

test('a company that has set nothing reads the standard, as revision 0', async () => {
  const { read } = policies();
  expect(await read()).toMatchObject({ ok: true, value: { policy: { ...standardRules, revision: 0 } } });
});

test('what is written is read by every member, and by nobody of another company', async () => {
  const { write, read } = policies();
  expect(await write({ strictness: 'strict' }, 0)).toEqual({
    ok: true,
    value: {
      ...standardRules,
      strictness: 'strict',
      revision: 1,
      updatedAt: '2026-01-02T00:00:00.000Z',
      updatedBy: 'usr_ada',
    },
  });
  expect(await read()).toMatchObject({ value: { policy: { strictness: 'strict', revision: 1 } } });
  expect(await read({}, 'tnt_2')).toMatchObject({ value: { policy: { revision: 0 } } });
});

test('whoever has the present revision is told only that', async () => {
  const { write, read } = policies();
  await write({ locked: true }, 0);
  expect(await read({ known: '"1"' })).toMatchObject({ value: { isKnown: true } });
  expect(await read({ known: 'W/"1", "7"' })).toMatchObject({ value: { isKnown: true } });
  expect(await read({ known: '"0"' })).toMatchObject({ value: { isKnown: false } });
});

test('an earlier revision can be read, and one that never was cannot', async () => {
  const { write, read } = policies();
  await write({ locked: true }, 0);
  await write({ locked: false }, 1);
  expect(await read({ revision: '1' })).toMatchObject({ value: { policy: { locked: true, revision: 1 } } });
  expect(await read({ revision: '3' })).toEqual({ ok: false, reason: 'not-found' });
});

test('who changes what somebody else has changed meanwhile changes nothing', async () => {
  const { write, read, store } = policies();
  await write({ strictness: 'strict' }, 0);
  expect(await write({ strictness: 'light' }, 0)).toEqual({ ok: false, reason: 'revision-changed' });
  expect(await read()).toMatchObject({ value: { policy: { strictness: 'strict' } } });
  expect(store.audited).toHaveLength(1);
});

test('two who write at once: one of them is told', async () => {
  const { write } = policies();
  const outcomes = await Promise.all([write({ locked: true }, 0), write({ strictness: 'light' }, 0)]);
  expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
});

test('rules with mistakes are refused with their places, and nothing is written', async () => {
  const { write, store } = policies();
  const always = [{ match: 'regex' as const, text: '(' }];
  expect(await write({ always }, 0)).toEqual({
    ok: false,
    reason: 'invalid-rules',
    errors: [{ pointer: '/always/0/text', message: 'a bracket ( is not closed' }],
  });
  expect(store.audited).toEqual([]);
});

test('the log is told what is different, and no word of the terms or sites', async () => {
  const { write, store } = policies();
  await write(
    { always: [{ match: 'exact', text: 'Halcyon' }], categories: { contact: false, health: true } },
    0,
  );
  await write({ always: [], sites: [{ host: 'bank.example', recording: 'block' }], action: 'notify' }, 1);
  expect(store.audited.map(({ facts }) => facts)).toEqual([
    { revision: '1', changed: 'categories always', categories: 'without contact', always: '1' },
    {
      revision: '2',
      changed: 'categories always sites action',
      categories: 'all',
      always: '0',
      sites: '1',
      action: 'notify',
    },
  ]);
  expect(JSON.stringify(store.audited)).not.toMatch(/halcyon|bank/i);
});
