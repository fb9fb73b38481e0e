import { expect, test } from 'vitest';
import { standardRules } from '../../../lib/contracts/redaction/policy.ts';
import { atTheirFields, emptyRows, faultAt, ruleFaults } from './rule-faults.ts';
import { differences, draftOf, keyed, rulesOf, triable } from './rules-draft.ts';

const rules = {
  ...standardRules,
  always: [{ match: 'exact' as const, text: 'Halcyon' }],
  sites: [{ host: 'bank.example', recording: 'block' as const }],
};

test('rules go into the editor and come out as they were', () => {
  expect(rulesOf(draftOf(rules))).toEqual(rules);
});

test('blanks around a term are not sent, nor the kinds of a site where nothing is recorded', () => {
  const draft = {
    ...draftOf(rules),
    never: [keyed({ match: 'exact' as const, text: ' Ada ' })],
    sites: [keyed({ host: 'x.io ', recording: 'block' as const, categories: { contact: false } })],
  };
  expect(rulesOf(draft)).toMatchObject({ never: [{ match: 'exact', text: 'Ada' }] });
  expect(rulesOf(draft).sites).toEqual([{ host: 'x.io', recording: 'block' }]);
});

test('what is different is said, and a category that was left out is the same as one that is on', () => {
  expect(differences(rules, { ...rules, categories: { contact: true } })).toEqual([]);
  expect(differences(rules, { ...rules, categories: { contact: false }, locked: true })).toEqual([
    'what is looked for',
    'what members may change',
  ]);
});

test('rows that are still empty are not tried, and faults of the others stand where those do', () => {
  const draft = {
    ...draftOf(rules),
    always: ['', 'Halcyon', ' ', 'Kestrel'].map((text) => keyed({ match: 'exact' as const, text })),
  };
  const { rules: tried, placeOf } = triable(draft);
  expect(tried.always.map(({ text }) => text)).toEqual(['Halcyon', 'Kestrel']);
  expect(placeOf('/always/1/text')).toBe('/always/3/text');
  expect(placeOf('/sites/0/host')).toBe('/sites/0/host');
});

test('rows with nothing in them are found before anything is sent', () => {
  const draft = { ...draftOf(rules), never: [keyed({ match: 'exact' as const, text: ' ' })] };
  expect(emptyRows(draft).map(({ pointer }) => pointer)).toEqual(['/never/0/text']);
});

test('a fault of the server is shown at its field, as a sentence', () => {
  const faults = ruleFaults([
    { pointer: '/rules/always/1/text', message: 'is in the list twice' },
    { pointer: '/sites/0/host', message: 'is no host; write it as example.com' },
    { pointer: '/never/0/text', message: 'character 2, “**”: two repetitions follow each other' },
  ]);
  expect(faultAt(faults, '/always/1/text')).toBe('This is in the list twice.');
  expect(faultAt(faults, '/sites/0/host')).toBe('This is no host; write it as example.com.');
  expect(faultAt(faults, '/never/0/text')).toBe('Character 2, “**”: two repetitions follow each other.');
  expect(faultAt(faults, '/always/0/text')).toBeUndefined();
});

test('a mistake that was told on saving and on trying is one, and so is a field with two', () => {
  const bracket = { pointer: '/always/0/text', message: 'A bracket [ is not closed.' };
  const site = { pointer: '/sites/0/host', message: 'This is no host.' };
  const twice = { pointer: '/sites/0/host', message: 'This is in the list twice.' };
  expect(atTheirFields([bracket, site, bracket, twice])).toEqual([bracket, site]);
});
