import { expect, test } from 'vitest';
import { refusalWords } from './refusal-words.ts';

const problem = (name: string, more = {}) => ({
  type: `https://guidewright.dev/problems/${name}`,
  title: 'A title for programs',
  status: 400,
  ...more,
});

test('a refusal that a person can do something about says what', () => {
  const found = refusalWords({ status: 403, problem: problem('forbidden'), retryAfter: undefined });
  expect(found).toBe('Your role does not allow this. Ask an admin or an owner of your company.');
});

test('whoever is refused is told what role it takes, or that a rule of the company forbids it', () => {
  const told = (more: object) =>
    refusalWords({ status: 403, problem: problem('forbidden', more), retryAfter: undefined });
  expect(told({ requiredRole: 'admin', detail: 'That takes the role admin.' })).toBe(
    'This takes an admin of your company. Ask one.',
  );
  expect(told({ detail: 'A rule of your company’s own forbids that.' })).toBe(
    'A rule of your company’s own forbids that.',
  );
});

test.each([
  [1, 'in a second'],
  [40, 'in 40 seconds'],
  [90, 'in 2 minutes'],
  [7_200, 'in 2 hours'],
])('whoever has to wait %i seconds is told to come back %s', (retryAfter, words) => {
  const found = refusalWords({ status: 429, problem: problem('too-many-requests'), retryAfter });
  expect(found).toBe(`That was tried too often. Try again ${words}.`);
});

test('what is not known here is told as the server told it', () => {
  const told = problem('unheard-of', { detail: 'The moon is in the wrong house.' });
  expect(refusalWords({ status: 409, problem: told, retryAfter: undefined })).toBe(
    'The moon is in the wrong house.',
  );
  expect(refusalWords({ status: 500, problem: undefined, retryAfter: undefined })).toBe(
    'The server answered 500.',
  );
});
