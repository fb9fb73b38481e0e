import { expect, test } from 'vitest';
import { type RedactionRules, standardRules } from '../../../contracts/redaction/policy.ts';
import { compilePolicy } from './compile-policy.ts';
import { re2Engine } from './re2-engine.ts';

const hidden = (text: string, rules: Partial<RedactionRules> = {}, host?: string) =>
  compilePolicy({ ...standardRules, ...rules }, re2Engine)
    .find(text, host === undefined ? {} : { host })
    .map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);

test('what the rules find is hidden, unless its category is off', () => {
  expect(hidden('Mail jo@x.io')).toEqual(['email: jo@x.io']);
  expect(hidden('Mail jo@x.io', { categories: { contact: false } })).toEqual([]);
});

test('a company’s own words are always hidden, in any case, and those it spares are not', () => {
  expect(hidden('Project HALCYON starts', { always: [{ match: 'exact', text: 'halcyon' }] })).toEqual([
    'term: HALCYON',
  ]);
  expect(hidden('Ask help@x.io or jo@x.io', { never: [{ match: 'wildcard', text: 'help@*' }] })).toEqual([
    'email: jo@x.io',
  ]);
});

test('what is both always and never hidden is hidden', () => {
  const both = {
    always: [{ match: 'exact', text: 'jo@x.io' }],
    never: [{ match: 'exact', text: 'jo@x.io' }],
  } as const;
  expect(hidden('Mail jo@x.io', { always: [...both.always], never: [...both.never] })).toEqual([
    'term: jo@x.io',
  ]);
});

test('a wildcard stays within a word, and its signs are no expression', () => {
  expect(hidden('ticket ACME-12 and ACME.7', { always: [{ match: 'wildcard', text: 'acme-*' }] })).toEqual([
    'term: ACME-12',
  ]);
  expect(hidden('a.c abc', { always: [{ match: 'exact', text: 'a.c' }] })).toEqual(['term: a.c']);
});

test('a site says otherwise for its pages and those below', () => {
  const sites = [{ host: '*.x.io', recording: 'allow' as const, categories: { contact: false } }];
  expect(hidden('Mail jo@x.io', { sites }, 'app.x.io')).toEqual([]);
  expect(hidden('Mail jo@x.io', { sites }, 'y.io')).toEqual(['email: jo@x.io']);
  const policy = compilePolicy(
    { ...standardRules, sites: [{ host: '*.bank.example', recording: 'block' }] },
    re2Engine,
  );
  expect(policy.mayRecord('bank.example')).toBe(false);
  expect(policy.mayRecord('other.example')).toBe(true);
});

test('on a page whose host is hidden itself, all is hidden that any site it may be asks for', () => {
  const acme = { host: 'acme.example', recording: 'allow' as const };
  const always = [{ match: 'exact' as const, text: 'acme' }];
  const off = { contact: false };
  const on = [{ ...acme, categories: { contact: true } }];
  expect(hidden('Mail jo@x.io', { always, categories: off, sites: on }, '')).toEqual(['email: jo@x.io']);
  expect(hidden('Mail jo@x.io', { always, sites: [{ ...acme, categories: off }] }, '')).toEqual([
    'email: jo@x.io',
  ]);
  // Neither of sites whose names are no secret, nor of any where none asks for it.
  const other = [{ ...acme, host: 'other.example', categories: { contact: true } }];
  expect(hidden('Mail jo@x.io', { always, categories: off, sites: other }, '')).toEqual([]);
  expect(hidden('Mail jo@x.io', { always, categories: off }, '')).toEqual([]);
});
