import { expect, test } from 'vitest';
import { isTelling, knownValues } from './known-values.ts';

test('what is known is found wherever it stands as words of its own', () => {
  const known = knownValues();
  known.remember('Mira Qx', 'person-name');
  expect(known.placesIn('Mira Qx, and Mira Qx')).toEqual([
    { kind: 'person-name', start: 0, end: 7 },
    { kind: 'person-name', start: 13, end: 20 },
  ]);
  expect(known.placesIn('Palmira Qx')).toEqual([]);
});

test('of many values the one is forgotten that was not heard of for longest', () => {
  const known = knownValues();
  for (let at = 0; at < 200; at += 1) known.remember(`Xanthe No${at}`, 'person-name');
  known.remember('Xanthe No0', 'person-name');
  known.remember('Xanthe No200', 'person-name');
  expect(known.placesIn('Xanthe No0')).toHaveLength(1);
  expect(known.placesIn('Xanthe No1')).toEqual([]);
});

test.each([
  ['jo@x.io', 'email', '', true],
  ['12345', 'us-ssn', 'SSN', false],
  ['Maria', 'person-name', 'First name', true],
  ['Maria', 'person-name', '', true],
  ['Rose', 'person-name', 'First name', false],
  ['Xanthe', 'person-name', 'Customer', false],
  ['Maria Lopez', 'person-name', '', true],
  ['Xanthe Orrin', 'person-name', 'Customer', true],
  ['Xanthe Orrin', 'person-name', 'Name', false],
] as const)(
  '“%s” (%s) of a field called “%s” means the same everywhere: %s',
  (value, kind, label, telling) => {
    expect(isTelling(value, kind, label)).toBe(telling);
  },
);
