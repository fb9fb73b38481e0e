import { expect, test } from 'vitest';
import { draftOf, isSame, wrongFields } from './draft.ts';
import { policyFaults } from './faults.ts';

test('a fault of the server is placed at its policy, field and line', () => {
  expect(
    policyFaults([
      { pointer: '/policies/2/text', message: 'line 3: unexpected token `action`' },
      { pointer: '/policies/0/id', message: 'a is there twice' },
      { pointer: '/version', message: 'something else' },
    ]),
  ).toEqual([
    { index: 2, field: 'text', line: 3, message: 'Unexpected token `action`.' },
    { index: 0, field: 'id', line: undefined, message: 'A is there twice.' },
  ]);
});

test('a name with a space and an empty rule are found before anything is sent', () => {
  const drafts = [
    draftOf({ id: 'no-deletion', description: '', text: 'forbid (principal, action, resource);' }),
    draftOf({ id: 'My rule', description: '', text: ' ' }),
  ];
  expect(wrongFields(drafts).map(({ pointer }) => pointer)).toEqual(['/policies/1/id', '/policies/1/text']);
});

test('a set is the same as long as nobody changed a letter of it', () => {
  const policies = [{ id: 'a', description: '', text: 'permit (principal, action, resource);' }];
  const drafts = policies.map(draftOf);
  expect(isSame(drafts, policies)).toBe(true);
  expect(
    isSame(
      drafts.map((draft) => ({ ...draft, text: 'forbid' })),
      policies,
    ),
  ).toBe(false);
});
