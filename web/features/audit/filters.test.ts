import { expect, test } from 'vitest';
import { filtersOf, logAddress } from './filters.ts';

const queryOf = (address: string) => Object.fromEntries(new URL(address, 'http://x').searchParams);

test('the last day is taken in to its end', () => {
  const { from = '', to = '' } = queryOf(logAddress({ from: '2026-03-04', to: '2026-03-04' }, ''));
  expect(Date.parse(to) - Date.parse(from)).toBe(86_400_000);
  expect(new Date(from).getDate()).toBe(4);
});

test('the address of the page holds the filters, and nothing else of it is asked for', () => {
  const filters = filtersOf(new URLSearchParams('actor=usr_1&outcome=refused&action=&other=1'));
  expect(queryOf(logAddress(filters, 'next'))).toEqual({
    limit: '50',
    actor: 'usr_1',
    outcome: 'refused',
    cursor: 'next',
  });
});

test('what is no day narrows nothing', () => {
  expect(queryOf(logAddress({ from: 'yesterday' }, ''))).toEqual({ limit: '50' });
});
