import { expect, test } from 'vitest';
import { findEntities } from '../find-entities.ts';
import { found } from '../workbench.ts';

test.each([
  ['see https://example.com/a?b=1.', 'https://example.com/a?b=1'],
  ['www.example.co.uk', 'www.example.co.uk'],
  ['(http://10.0.0.1:8080/x)', 'http://10.0.0.1:8080/x'],
  ['at example.com today', 'example.com'],
  ['ftp://files.example.org/pub', 'ftp://files.example.org/pub'],
  ['docs.acme.dev/guide', 'docs.acme.dev/guide'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('url', text)).toEqual([value]);
});

test.each(['http://microsoft', 'www.microsoft', 'https://'])(
  'what is no address is not found: “%s”',
  (text) => {
    expect(found('url', text)).toEqual([]);
  },
);

test.each(['package.json', 'e.g. this', 'jane@example.com', 'Node.js', '1.2.3', 'and so on.Then'])(
  'a look-alike is left alone: “%s”',
  (text) => {
    expect(found('url', text)).toEqual([]);
  },
);

test('addresses in the web are found only when they are asked for', () => {
  expect(findEntities('see https://example.com')).toEqual([]);
});
