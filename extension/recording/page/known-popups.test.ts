import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetPopups, knownPopups, learnPopupsWithin, prunePopups } from './known-popups.ts';

let page: Document;
beforeEach(() => {
  const window = parseHTML(
    '<body><nav><li><ul id="a"></ul></li><button aria-haspopup="menu"></button><div id="b"></div></nav></body>',
  );
  vi.stubGlobal('Element', window.Element);
  page = window.document;
});
afterEach(() => {
  forgetPopups();
  vi.unstubAllGlobals();
});
const known = () => knownPopups().map(({ id }) => id);

test('what may be a menu is known until it leaves the page', () => {
  learnPopupsWithin(page);
  expect(known()).toEqual(['a', 'b']);
  const menu = page.querySelector('#a');
  const item = menu?.parentElement;
  menu?.remove();
  prunePopups();
  if (menu) item?.append(menu);
  expect(known()).toEqual(['b']);
});

test('nothing of the page is held on to once the recording is over', () => {
  learnPopupsWithin(page);
  forgetPopups();
  expect(known()).toEqual([]);
});
