import { expect, test } from 'vitest';
import { headersOf } from './table-header.ts';

const over = (text: string, part: string) => headersOf(text)(text.lastIndexOf(part))?.trim();

test.each([
  ['bars', '| Name | NHS No |\n|------|--------|\n| Jo | 943 |', '943', 'NHS No'],
  ['commas', 'id,phone,open\n7,415,yes', '415', 'phone'],
  ['tabs', 'Name\tTFN\nJo\t123', '123', 'TFN'],
  ['semicolons', 'a;b;c\n1;2;3\n4;5;6', '5', 'b'],
  ['two blanks', 'Name    SSN    Town\nJo      219    Bonn', '219', 'SSN'],
])('over a cell between %s stands its column', (_, text, part, header) => {
  expect(over(text, part)).toBe(header);
});

test('a line that has other cells than the first is no row', () => {
  expect(over('Dear Jo,\nmy number, as you know, is 415', '415')).toBeUndefined();
});

test('the first line has nothing over it', () => {
  expect(over('id,phone', 'phone')).toBeUndefined();
});

test('an empty line ends a table', () => {
  expect(over('SSN,Name\n\nid,phone\n7,415', '415')).toBe('phone');
});
