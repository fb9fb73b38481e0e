import { expect, test } from 'vitest';
import { endOfLink, lifetimes, today, usualLifetime } from './link-lifetime.ts';

const now = new Date('2026-03-01T10:00:00Z');

test('the usual lifetime is one of those to choose from', () => {
  expect(lifetimes.map(({ value }) => value)).toContain(usualLifetime);
  expect(endOfLink(usualLifetime, '', now)).toBe('2026-03-31T10:00:00.000Z');
});

test('a link lasts for days, through all of a day that is named, or without end', () => {
  expect(endOfLink('1', '', now)).toBe('2026-03-02T10:00:00.000Z');
  expect(endOfLink('never', '2026-03-05', now)).toBeNull();
  const last = new Date(endOfLink('date', '2026-03-05', now) ?? '');
  expect([today(last), last.getHours(), last.getMinutes()]).toEqual(['2026-03-05', 23, 59]);
});

test('as long as no day is named there is no end', () => {
  expect(endOfLink('date', '', now)).toBeUndefined();
});
