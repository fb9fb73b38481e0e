import { expect, test } from 'vitest';
import { keyedPrintDigest } from './keyed-print-digest.ts';
import { printDigest } from './print-digest.ts';
import { findPrinted, printsOf } from './value-prints.ts';

const digest = printDigest;
const prints = printsOf(
  [
    { value: 'Qhutumo Zorblat', kind: 'person-name' },
    { value: 'jo.k@x.example', kind: 'email' },
    { value: '+44 20 7946 0958', kind: 'phone' },
    { value: 'GB29 NWBK 6016 1331 9268 19', kind: 'iban' },
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

test.each([
  '+44 20 7946 0958',
  '+44207946 0958',
  '+44 (0)20 7946 0958',
  '+442079460958',
  '44.20.79.46.09.58',
])('a number is found however it is grouped: %s', (number) => {
  expect(found(`Call ${number} 7 times`)).toEqual([`phone ${number.replace(/^\+/, '')}`]);
});

test('a number with letters in it is as well, and no other number is', () => {
  expect(found('to GB29NWBK60161331926819')).toEqual(['iban GB29NWBK60161331926819']);
  expect(found('44 20 7946 095')).toEqual([]);
  expect(found('20 7946 0958')).toEqual([]);
});

test('under a key, nobody without it knows what a print is of', () => {
  const known = [{ value: '+44 20 7946 0958', kind: 'phone' as const }];
  const [mine, other] = [
    keyedPrintDigest(new Uint8Array(32).fill(1)),
    keyedPrintDigest(new Uint8Array(32).fill(2)),
  ];
  const keyed = printsOf(known, 'salt', mine);
  expect(findPrinted(keyed, mine)('+442079460958')).toHaveLength(1);
  for (const guess of [digest, other]) expect(findPrinted(keyed, guess)('+442079460958')).toEqual([]);
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
