import { expect, test } from 'vitest';
import { confidenceOf } from './evidence.ts';
import { type Candidate, resolveOverlaps } from './resolve-overlaps.ts';

function candidate(
  kind: Candidate['kind'],
  start: number,
  end: number,
  given: Partial<Candidate> = {},
): Candidate {
  const { strength = 'strong', stance = 'none', local = false } = given;
  return { kind, start, end, strength, stance, local, confidence: confidenceOf(strength, stance) };
}

const kinds = (...candidates: Candidate[]) => resolveOverlaps(candidates).map(({ kind }) => kind);

test('what has a proof stands against what has words, and both against what has neither', () => {
  const proof = candidate('card', 0, 9, { strength: 'proof' });
  const named = candidate('phone', 0, 12, { stance: 'for' });
  const bare = candidate('uk-nhs', 0, 12);
  expect(kinds(bare, named, proof)).toEqual(['card']);
  expect(kinds(bare, named)).toEqual(['phone']);
});

test('between numbers of like form the region decides, then the length, then the order', () => {
  const local = candidate('au-tfn', 0, 9, { local: true });
  expect(kinds(candidate('ca-sin', 0, 9), local)).toEqual(['au-tfn']);
  expect(kinds(candidate('ca-sin', 0, 9), candidate('au-tfn', 0, 11))).toEqual(['au-tfn']);
  expect(kinds(candidate('ca-sin', 0, 9), candidate('au-tfn', 0, 9))).toEqual(['ca-sin']);
});

test('what does not overlap stays, in the order of the text', () => {
  const all = [candidate('phone', 20, 30), candidate('email', 0, 10), candidate('card', 10, 20)];
  expect(kinds(...all)).toEqual(['email', 'card', 'phone']);
});

test('credentials in an address are not half of an address of mail', () => {
  const login = candidate('url-credentials', 8, 18, { strength: 'proof' });
  const mail = candidate('email', 14, 30, { strength: 'proof' });
  expect(kinds(mail, login)).toEqual(['url-credentials']);
});

test('a password that words announce stays whole around a proof, but gives way to one of its own length', () => {
  const announced = candidate('password', 10, 29, { stance: 'for' });
  expect(kinds(announced, candidate('email', 10, 26, { strength: 'proof' }))).toEqual(['password']);
  expect(kinds(announced, candidate('email', 10, 29, { strength: 'proof' }))).toEqual(['email']);
  expect(kinds(announced, candidate('email', 10, 40, { strength: 'proof' }))).toEqual(['email']);
  const vague = candidate('password', 10, 29, { strength: 'weak' });
  expect(kinds(vague, candidate('email', 10, 26, { strength: 'proof' }))).toEqual(['email']);
});
