import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { toApplicationPage, toFolderPage } from './path-rewrites.ts';

const rewritten = (code: string, uri: string): string =>
  runInNewContext(`${code}; handler({ request: { uri: ${JSON.stringify(uri)} } }).uri`);

test.each(['/', '/guides/gde_01', '/recordings/rec_01', '/sign-in'])(
  'the application’s address %s is its page',
  (uri) => {
    expect(rewritten(toApplicationPage, uri)).toBe('/index.html');
  },
);

test.each(['/assets/index-B2x.js', '/favicon.ico', '/index.html'])('the file %s stays what it is', (uri) => {
  expect(rewritten(toApplicationPage, uri)).toBe(uri);
});

test('a published guide may be asked for by its folder', () => {
  expect(rewritten(toFolderPage, '/g/pub_01/')).toBe('/g/pub_01/index.html');
  expect(rewritten(toFolderPage, '/g/pub_01/guide.json')).toBe('/g/pub_01/guide.json');
});
