import { expect, test } from 'vitest';
import { matchSpans, type Span } from './match-spans.ts';

const span = (kind: Span['kind'], start: number, end: number): Span => ({ kind, start, end });

test('a span that one of its kind overlaps by a character is recalled, and the found one is right', () => {
  const matched = matchSpans([span('phone', 5, 17)], [span('phone', 16, 30)]);
  expect([matched.recalled.length, matched.missed.length, matched.right.length]).toEqual([1, 0, 1]);
  expect([matched.exact.length, matched.characters, matched.covered]).toEqual([0, 12, 1]);
});

test('neighbours that touch do not overlap', () => {
  const matched = matchSpans([span('phone', 5, 10)], [span('phone', 10, 15)]);
  expect([matched.recalled.length, matched.right.length]).toEqual([0, 0]);
});

test('the wrong kind in the right place is a miss and a false alarm, and still covers', () => {
  const matched = matchSpans([span('uk-nhs', 0, 12)], [span('phone', 0, 12)]);
  expect(matched.missed).toEqual([{ span: span('uk-nhs', 0, 12), foundAs: 'phone' }]);
  expect(matched.wrong).toEqual([{ span: span('phone', 0, 12), foundAs: 'uk-nhs' }]);
  expect(matched.covered).toBe(12);
});

test('one found span may recall two, and two may be right of one', () => {
  expect(matchSpans([span('email', 0, 4), span('email', 6, 9)], [span('email', 0, 9)])).toMatchObject({
    recalled: { length: 2 },
    right: { length: 1 },
  });
  const halves = matchSpans([span('email', 0, 9)], [span('email', 0, 4), span('email', 6, 9)]);
  expect(halves).toMatchObject({ recalled: { length: 1 }, right: { length: 2 }, covered: 7 });
});
