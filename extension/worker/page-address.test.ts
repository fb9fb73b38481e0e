import { expect, test } from 'vitest';
import { isPage, scrubAddress } from './page-address.ts';

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
