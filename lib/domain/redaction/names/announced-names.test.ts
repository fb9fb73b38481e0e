import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['Ring Marcus at the gate', ['Marcus']],
  ['Ask for Hannah at reception', ['Hannah']],
  ['Ask Rob for the key', ['Rob']],
  ['Hand it over to Hannah and Marcus', ['Hannah', 'Marcus']],
  ['cc Marcus on this', ['Marcus']],
  ['on behalf of Zorvik Mbekwa', ['Zorvik Mbekwa']],
  ['Ask Zorvik Blantrem for it', ['Zorvik Blantrem']],
  ['Best, Hannah', ['Hannah']],
  ['Owner: Hannah', ['Hannah']],
  ['Thanks Priya for the help', ['Priya']],
  ['Give it to Okafor', ['Okafor']],
  ["Use Hannah's laptop, or email Marcus's assistant", ['Marcus']],
  ['Fragen Sie Hannah', ['Hannah']],
])('in “%s” the words in front announce %s', (text, names) => {
  expect(found('person-name', text)).toEqual(names);
  expect(found('person-name', text, { strictness: 'light' })).toEqual([]);
});

test('a given name within a sentence, which nothing announces, is for the strict', () => {
  const text = 'Then the key is kept where Hannah sits';
  expect(found('person-name', text)).toEqual([]);
  expect(found('person-name', text, { strictness: 'strict' })).toEqual(['Hannah']);
});

test.each([
  'Mark the box',
  'Will you come',
  'Grant access to Paris',
  'The meeting is in Milan',
  'We fly to San Diego',
  'Ask Finance for the code',
  'Assigned to Marketing',
  'Contact Chase',
  'Visit Victoria Station',
  'Email Hannah Street',
  'Send it to marcus.pdf',
  'Best, but not the cheapest',
])('“%s” names nobody, whatever the strictness', (text) => {
  expect(found('person-name', text, { strictness: 'strict' })).toEqual([]);
});
