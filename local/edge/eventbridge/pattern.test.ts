import { expect, test } from 'vitest';
import { compilePattern } from './pattern.ts';

const event = {
  source: 'guides',
  'detail-type': 'GuidePublished',
  resources: ['arn:one', 'arn:two'],
  detail: {
    name: 'Open The Door',
    steps: 12,
    zero: 0,
    nothing: null,
    tags: ['a', 'b'],
    people: [
      { name: 'ann', role: 'owner' },
      { name: 'bob', role: 'viewer' },
    ],
    'state.code': 'done',
    address: '10.1.2.3',
    deep: { er: true },
  },
};
const detail = (pattern: object) => compilePattern({ detail: pattern })(event);

test.each([
  [{ name: ['Open The Door'] }, true],
  [{ name: ['other', { prefix: 'Open' }] }, true],
  [{ name: [{ prefix: 'open' }] }, false],
  [{ name: [{ prefix: { 'equals-ignore-case': 'open' } }] }, true],
  [{ name: [{ suffix: 'Door' }] }, true],
  [{ name: [{ suffix: { 'equals-ignore-case': 'dOOR' } }] }, true],
  [{ name: [{ 'equals-ignore-case': 'open the door' }] }, true],
  [{ name: [{ wildcard: 'Open*D?or' }] }, false],
  [{ name: [{ wildcard: '*The*' }] }, true],
  [{ name: [{ wildcard: 'The*' }] }, false],
  [{ name: [{ 'anything-but': 'Open The Door' }] }, false],
  [{ name: [{ 'anything-but': ['x', 'y'] }] }, true],
  [{ name: [{ 'anything-but': { prefix: 'Close' } }] }, true],
  [{ name: [{ 'anything-but': { wildcard: '*Door' } }] }, false],
  [{ absent: [{ 'anything-but': 'x' }] }, false],
  [{ steps: [{ numeric: ['>', 10, '<=', 12] }] }, true],
  [{ steps: [{ numeric: ['=', 12.0] }] }, true],
  [{ name: [{ numeric: ['>', 0] }] }, false],
  [{ zero: [0] }, true],
  [{ zero: ['0'] }, false],
  [{ nothing: [null] }, true],
  [{ absent: [null] }, false],
  [{ absent: [{ exists: false }] }, true],
  [{ steps: [{ exists: true }] }, true],
  [{ deep: [{ exists: true }] }, false],
  [{ tags: ['b'] }, true],
  [{ tags: ['c'] }, false],
  [{ people: { name: ['ann'], role: ['owner'] } }, true],
  // The two conditions must hold for the same person.
  [{ people: { name: ['ann'], role: ['viewer'] } }, false],
  [{ state: { code: ['done'] } }, true],
  [{ 'deep.er': [true] }, true],
  [{ address: [{ cidr: '10.0.0.0/8' }] }, true],
  [{ address: [{ cidr: '192.168.0.0/16' }] }, false],
  [{ $or: [{ name: ['x'] }, { steps: [12] }] }, true],
  [{ $or: [{ name: ['x'] }, { steps: [13] }] }, false],
])('%j matches: %s', (pattern, expected) => {
  expect(detail(pattern)).toBe(expected);
});

test('every field of a pattern must match', () => {
  expect(compilePattern({ source: ['guides'], 'detail-type': ['GuidePublished'] })(event)).toBe(true);
  expect(compilePattern({ source: ['guides'], 'detail-type': ['GuideFailed'] })(event)).toBe(false);
});

test.each([
  [{ detail: { a: [] } }],
  [{ detail: { a: 'bare' } }],
  [{ detail: { a: [{ Prefix: 'x' }] } }],
  [{ detail: { a: [{ prefix: 1 }] } }],
  [{ detail: { a: [{ prefix: 'a', suffix: 'b' }] } }],
  [{ detail: { a: [{ numeric: ['>', 'x'] }] } }],
  [{ detail: { a: [{ numeric: ['>', 5, '<', 1] }] } }],
  [{ detail: { a: [{ 'anything-but': { prefix: '' } }] } }],
  [{ detail: { a: [{ wildcard: 'a**b' }] } }],
  [{ detail: { a: [{ cidr: '10.0.0.0/33' }] } }],
  [{ detail: { a: [{ exists: 'true' }] } }],
  [{ $or: [{ source: ['a'] }] }],
  [{}],
])('the pattern %j is refused', (pattern) => {
  expect(() => compilePattern(pattern)).toThrow('The local cloud does not support');
});
