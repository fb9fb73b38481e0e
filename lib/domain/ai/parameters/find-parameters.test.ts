import { expect, test } from 'vitest';
import { draftStep } from '../../../../test/fakes/guide-draft.ts';
import { field, target } from '../../../../test/fixtures/traces/trace.ts';
import type { ActionTarget } from '../../../contracts/capture/action.ts';
import { findParameters } from './find-parameters.ts';

const typed = (text: string, on: ActionTarget = field('Reference')) =>
  draftStep(0, { kind: 'type', target: on, value: { text, masked: false } });
const parts = (step: ReturnType<typeof typed>) =>
  findParameters(step).map(({ kind, start, end }) => [kind, step.value?.text?.slice(start, end)]);

test.each([
  ['2027-03-14', [['date', '2027-03-14']]],
  ['from 14.03.2027 on', [['date', '14.03.2027']]],
  [
    '14 March 2027, 16:05',
    [
      ['date', '14 March 2027'],
      ['time', '16:05'],
    ],
  ],
  [
    'Lunch on Mar 3 at 4 pm',
    [
      ['date', 'Mar 3'],
      ['time', '4 pm'],
    ],
  ],
  ['Report May 2027', [['date', 'May 2027']]],
  [
    'Pay € 1,250.00 for INV-2041',
    [
      ['amount', '€ 1,250.00'],
      ['identifier', 'INV-2041'],
    ],
  ],
  ['15 % off', [['amount', '15 %']]],
  ['12 kettles', [['number', '12']]],
  ['issue #381', [['identifier', '#381']]],
  ['write to jo@example.org', [['email', 'jo@example.org']]],
  ['call +47 22 12 34 56', [['phone', '+47 22 12 34 56']]],
])('of “%s” what varies is known by its kind', (text, expected) => {
  expect(parts(typed(text))).toEqual(expected);
});

test('a name is known by its field', () => {
  expect(parts(typed('Mira Lund', field('Full name')))).toEqual([['person', 'Mira Lund']]);
});

test('a field that takes only one kind of thing says so of all that is in it', () => {
  expect(parts(typed('42', field('Guests', { inputType: 'number' })))).toEqual([['number', '42']]);
  expect(parts(typed('2027-03', field('Month', { inputType: 'month' })))).toEqual([['date', '2027-03']]);
});

test('words that stay the same are none', () => {
  expect(parts(typed('kitchen scale'))).toEqual([]);
  expect(parts(typed('may be late', field('Remark')))).toEqual([]);
});

test('a list of figures is not told part by part', () => {
  expect(findParameters(typed('1 2 3 4 5 6 7 8 9'))).toEqual([]);
});

test('what is chosen from a list is a setting, unless it is a date or somebody', () => {
  const chosen = (text: string, name: string) =>
    draftStep(0, { kind: 'select', target: target('combobox', { name }), value: { text, masked: false } });
  expect(findParameters(chosen('25', 'Rows'))).toEqual([]);
  expect(findParameters(chosen('Norway', 'Country'))).toEqual([]);
  expect(parts(chosen('March 2027', 'Period'))).toEqual([['date', 'March 2027']]);
});

test('a file is always somebody’s own, and what is masked is not known', () => {
  expect(parts(draftStep(0, { kind: 'choose-file', value: { text: 'plan.pdf', masked: false } }))).toEqual([
    ['file', 'plan.pdf'],
  ]);
  expect(findParameters(draftStep(0, { kind: 'type', value: { masked: true } }))).toEqual([]);
});
