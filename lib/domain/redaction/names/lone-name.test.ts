import { expect, test } from 'vitest';
import { isNameAlone, withOtherHalf, writingsAlone } from './lone-name.ts';

test.each(['Ingrid', 'zorvik', 'Anne-Marie', 'O’Connell'.replace('’', "'"), 'Søren'])(
  '“%s” is a name wherever it stands',
  (name) => {
    expect(isNameAlone(name)).toBe(true);
  },
);

test.each([
  'Will',
  'May',
  'Rose',
  'Grant',
  'Hill',
  'Miller',
  'Example',
  'Jan',
  'Test',
  'Admin',
  'Kitchen',
  'Slack',
  'Bo',
  'Ingrid2',
  'Ingrid Maria',
  '',
])('“%s” means something else in most texts', (word) => {
  expect(isNameAlone(word)).toBe(false);
});

test('small letters are looked for as well, but for short words of no list', () => {
  expect(writingsAlone('ingrid')).toEqual(['ingrid', 'Ingrid', 'INGRID']);
  expect(writingsAlone('Zyx')).toEqual(['Zyx', 'ZYX']);
});

test.each([
  ['Ask Grace Lindqvist', 'Lindqvist', 'Grace Lindqvist'],
  ['Ask Zorvik Miller today', 'Zorvik', 'Zorvik Miller'],
  ['Ask Ingrid L. today', 'Ingrid', 'Ingrid L.'],
  ['Message Ingrid Now', 'Ingrid', 'Ingrid'],
])('in “%s” %s belongs to %s', (text, name, whole) => {
  const at = text.indexOf(name);
  const { start, end } = withOtherHalf(text, at, at + name.length);
  expect(text.slice(start, end)).toBe(whole);
});
