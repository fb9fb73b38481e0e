import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { findPrinted, printsOf } from './value-prints.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
const prints = printsOf(
  [
    { value: 'Qhutumo Zorblat', kind: 'person-name' },
    { value: 'jo.k@x.example', kind: 'email' },
  ],
  'salt',
  digest,
);
const found = (text: string) =>
  findPrinted(prints, digest)(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);

test('a value is found wherever it stands, in other letters and with other signs as well', () => {
  expect(found('Order of QHUTUMO Zorblat, paid')).toEqual(['person-name QHUTUMO Zorblat']);
  expect(found('to jo . k@x.example')).toEqual(['email jo . k@x.example']);
});

test('parts of it, and what goes on, are others', () => {
  expect(found('Qhutumo and Zorblat')).toEqual([]);
  expect(found('Qhutumo Zorblats')).toEqual([]);
  expect(findPrinted(undefined, digest)('Qhutumo Zorblat')).toEqual([]);
});

test('nothing of a value is said by its print, nor the same by two salts', () => {
  expect(JSON.stringify(prints)).not.toMatch(/Qhutumo|Zorblat|jo\.k/i);
  const other = printsOf([{ value: 'Qhutumo Zorblat', kind: 'person-name' }], 'other', digest);
  expect(other.values[0]?.print).not.toBe(prints.values[0]?.print);
});
