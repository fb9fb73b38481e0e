import { expect, test } from 'vitest';
import { english, parameterSentence } from './parameter.ts';

const pieces = { kind: 'number', name: 'Pieces', example: '12' } as const;
const day = { kind: 'date', name: 'Delivery', example: '14 March' } as const;
const hidden = { kind: 'email', name: 'E-mail', example: 'an e-mail address' } as const;

test('a reader is told once what is only an example', () => {
  expect(parameterSentence([pieces, pieces])).toBe('“12” is an example; yours will differ.');
  expect(parameterSentence([pieces, day])).toBe('“12” and “14 March” are examples; yours will differ.');
});

test('of what was hidden nothing is said: the title says what it is', () => {
  expect(parameterSentence([hidden])).toBe('');
  expect(parameterSentence([pieces, hidden])).toBe('“12” is an example; yours will differ.');
  expect(parameterSentence()).toBe('');
});

test('in another language by its table alone', () => {
  const norwegian = { ...english, one: '{names} er et eksempel.', named: '«{it}»' };
  expect(parameterSentence([pieces], norwegian)).toBe('«12» er et eksempel.');
});
