import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { factInWords, factNames, idWords } from './fact-words.ts';

const nameOf = (id: string) => ({ usr_1: 'Mira' })[id];

test.each([
  [
    ['before', 'editor'],
    ['Before', 'Editor'],
  ],
  [
    ['asked', 'PROFESSIONAL'],
    ['Asked for', 'Professional'],
  ],
  [
    ['sensitive', 'true'],
    ['Sensitive', 'Yes'],
  ],
  [
    ['status', 'past_due'],
    ['State', 'Past due'],
  ],
  [
    ['scopes', 'guides:read audit:read'],
    ['May', 'Read and export guides and Read, check and export the audit log'],
  ],
  [
    ['kinds', 'card email'],
    ['What could not be covered', 'a card number and an e-mail address'],
  ],
  [
    ['changed', 'strictness always'],
    ['Changed', 'how much is hidden and what is always hidden'],
  ],
  [
    ['categories', 'without contact network'],
    ['Looked for', 'All but contact details and network addresses'],
  ],
  [
    ['because', 'built-in/tenant-wall tenant/night'],
    ['Because of', 'the built-in rule tenant-wall and your rule night'],
  ],
  [
    ['because', 'changePassword'],
    ['Because of', 'Change the own password'],
  ],
  [
    ['collaborators', 'usr_1 usr_2'],
    ['Who works on it', 'Mira (usr_1) and a former member (usr_2)'],
  ],
  [
    ['confirmed', 'HeadObject 404'],
    ['Looked for afterwards', 'Not there any more'],
  ],
  [
    ['sht_1', 'sha256 ab'],
    ['Picture sht_1', 'SHA-256 ab'],
  ],
  [
    ['newFact', 'as it is'],
    ['New fact', 'as it is'],
  ],
] as const)('%j reads %j', (fact, words) => {
  expect(factInWords(fact, nameOf)).toEqual(words);
});

test('who has left is a former member, with the id by which the log can be narrowed', () => {
  expect(idWords('usr_9', nameOf)).toBe('a former member (usr_9)');
  expect(idWords('gde_9', nameOf)).toBe('gde_9');
});

test('every fact that the product writes has a name of its own', () => {
  const sources = globSync('lib/{domain,adapters}/**/*.ts').filter((file) => !file.endsWith('.test.ts'));
  const written = sources.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/\bfacts(?:: | = )\{([^}]*)\}/g),
  ]);
  const keys = written.flatMap(([, inside = '']) =>
    [...inside.replace(/\(.*\)/gs, '').matchAll(/(?:^|,)\s*(\w+)(?=[:,]|\s*$)/g)].map(([, key = '']) => key),
  );
  expect(keys).toEqual(expect.arrayContaining(['recordingId', 'overlapSeconds', 'because', 'format']));
  expect([...new Set(keys)].filter((key) => !(key in factNames))).toEqual([]);
});
