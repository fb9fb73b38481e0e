import { expect, test } from 'vitest';
import { hostOf, isPage, scrubAddress } from './page-address.ts';

test('what was typed into a field that is not kept is taken out of the address of its form', () => {
  expect(scrubAddress('https://example.org/find?q=secret&page=2', ['q'])).toBe(
    'https://example.org/find?page=2',
  );
});

test('credentials in an address are never kept', () => {
  expect(scrubAddress('https://me:pw@example.org/', [])).toBe('https://example.org/');
});

test('the browser’s own pages and the extension’s are no pages', () => {
  expect(['https://a.example/', 'chrome://settings', 'chrome-extension://x/', undefined].map(isPage)).toEqual(
    [true, false, false, false],
  );
});

test('the host of what a page made itself is that of the page', () => {
  expect(hostOf('blob:https://Bank.example:8080/1-2')).toBe('bank.example');
  expect(['blob:null/1-2', 'about:blank', 'no address', undefined].map(hostOf)).toEqual(['', '', '', '']);
});
