import { expect, test } from 'vitest';
import type { Finding } from '../messages.ts';
import { findingsOf, sayFinding, sayJustNow } from './findings.ts';

const found = (place: Finding['place'], kinds: Finding['kinds'], withheld = false): Finding => ({
  place,
  kinds,
  withheld,
});

test('a step has what was found in any of its actions, each place once', () => {
  const all = [
    { index: 3, findings: [found('picture', ['email'])] },
    { index: 4, findings: [found('given', ['card'], true), found('picture', ['email', 'phone'])] },
    { index: 5, findings: [found('given', ['iban'])] },
  ];
  expect(findingsOf({ actions: { first: 3, last: 4 } }, all)).toEqual([
    found('picture', ['email', 'phone']),
    found('given', ['card'], true),
  ]);
});

test('it is said where something was and what kind it is of', () => {
  expect(sayFinding(found('picture', ['email', 'phone']))).toBe(
    'Covered in the picture: an e-mail address and a phone number.',
  );
  expect(sayFinding(found('given', ['card'], true))).toBe(
    'Not sent: what you gave, and the picture. It holds a card number.',
  );
  expect(sayFinding(found('picture', [], true))).toBe(
    'Not sent: what you gave. The page could not be looked through for it.',
  );
});

test('what was hidden just now is said until something else is done', () => {
  const findings = [{ index: 3, findings: [found('given', ['email'])] }];
  expect(sayJustNow({ findings, lastAction: 3 })).toBe('Hidden just now: an e-mail address.');
  expect(sayJustNow({ findings, lastAction: 4 })).toBe('');
  const unseen = [{ index: 5, findings: [found('picture', [], true)] }];
  expect(sayJustNow({ findings: unseen, lastAction: 5 })).toBe('Kept back just now: what you gave.');
});
