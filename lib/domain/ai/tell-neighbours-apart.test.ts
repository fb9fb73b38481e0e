import { expect, test } from 'vitest';
import { draftStep } from '../../../test/fakes/guide-draft.ts';
import { button } from '../../../test/fixtures/traces/trace.ts';
import { distinguishTitles } from './distinguish-titles.ts';

const page = { url: 'https://shop.example/list', title: 'List – Shop' };
const edit = (at: number, path: string | undefined, more: object = {}) =>
  draftStep(at, {
    title: 'Click **Edit**',
    target: button('Edit', { selectors: [['aria/Edit'], ...(path ? [[`xpath/${path}`]] : [])] }),
    page,
    ...more,
  });
const titles = (...steps: ReturnType<typeof edit>[]) => distinguishTitles(steps).map(({ title }) => title);

test('like-named neighbours are told apart by which comes first in the page', () => {
  expect(titles(edit(0, '//html/body/ul/li[2]/button'), edit(1, '//html/body/ul/li[5]/button'))).toEqual([
    'Click **Edit**',
    'Click **Edit** further down',
  ]);
  expect(titles(edit(0, '//*[@id="a/b"]/div[2]/button[2]'), edit(1, '//*[@id="a/b"]/div[2]/button'))).toEqual(
    ['Click **Edit**', 'Click **Edit** further up'],
  );
});

test('where the page’s order is not known they are only said to differ', () => {
  expect(titles(edit(0, '//*[@id="a"]/button'), edit(1, '//*[@id="b"]/button'))[1]).toBe(
    'Click **Edit**, another one',
  );
});

test('an address with a bare sign is the same page, and one with a place in it may be another view', () => {
  const [first, second] = ['//html/body/ul/li[2]/a', '//html/body/ul/li[5]/a'];
  const at = (url: string) => ({ page: { ...page, url } });
  expect(titles(edit(0, first), edit(1, second, at(`${page.url}#!`)))[1]).toBe('Click **Edit** further down');
  expect(titles(edit(0, first), edit(1, second, at(`${page.url}#archive`)))[1]).toBe('Click **Edit** again');
});

test('on another page that page is named', () => {
  const next = { page: { url: 'https://shop.example/pay', title: 'Payment – Shop' } };
  expect(titles(edit(0, '//html/body/button[1]'), edit(1, '//html/body/button[2]', next))[1]).toBe(
    'Click **Edit** on “Payment”',
  );
});

test('the very same thing is done again, and so is what nobody can tell from it', () => {
  const path = '//html/body/button';
  expect(titles(edit(0, path), edit(1, path), edit(2, path)).slice(1)).toEqual([
    'Click **Edit** again',
    'Click **Edit** a third time',
  ]);
  expect(titles(edit(0, undefined), edit(1, undefined))[1]).toBe('Click **Edit** again');
});

test('what was told apart once stays as it is', () => {
  const once = distinguishTitles([edit(0, '//html/body/p[1]/button'), edit(1, '//html/body/p[2]/button')]);
  expect(distinguishTitles(once)).toEqual(once);
});
