import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { standardRules, type Term } from '../../../contracts/redaction/policy.ts';
import { compilePolicy, type PolicyOptions } from './compile-policy.ts';
import { re2Engine } from './re2-engine.ts';

const regex = (text: string): Term => ({ match: 'regex', text });
/** Fits nothing, after as many tries as there are ways to part the letters: 2 to the power of their number. */
const nasty = '(a+)+$';

test('an expression that would keep JavaScript’s own engine busy for years is asked of many more letters at once', () => {
  const text = `${'a'.repeat(9_000)}!`;
  const rules = { ...standardRules, always: [regex(nasty)] };
  expect(compilePolicy(rules, re2Engine, { limits: { budget: 60_000 } }).find(text)).toEqual([]);
});

test('control: with 60 letters JavaScript’s own engine does not come to an end', () => {
  const busy = () => runInNewContext(`/${nasty}/.test('a'.repeat(60) + '!')`, {}, { timeout: 500 });
  expect(busy).toThrow(expect.objectContaining({ code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' }));
});

/** Every look at the clock finds it a millisecond on. */
function ticking(
  budget: number,
): Required<Pick<PolicyOptions, 'limits' | 'onSlow'>> & { readonly slow: unknown[] } {
  let time = 0;
  const slow: unknown[] = [];
  return { limits: { now: () => time++, budget, longest: 100 }, onSlow: (found) => slow.push(found), slow };
}

test('a text in which a term took too long is hidden whole, and that is told', () => {
  const text = 'a1 a2 a3 a4 a5 a6';
  const rules = { ...standardRules, always: [regex('zzz'), regex(String.raw`a\d`)] };
  const watch = ticking(5);
  expect(compilePolicy(rules, re2Engine, watch).find(text)).toEqual([
    { kind: 'term', start: 0, end: text.length },
  ]);
  expect(watch.slow).toEqual([{ list: 'always', term: 1 }]);
  const patient = ticking(50);
  expect(compilePolicy(rules, re2Engine, patient).find(text)).toHaveLength(6);
  expect(patient.slow).toEqual([]);
});

test('what might be spared, and was not found in time, is hidden', () => {
  const rules = { ...standardRules, never: [regex(String.raw`\S+@x\.io`)] };
  const text = 'a@x.io b@x.io c@x.io';
  expect(compilePolicy(rules, re2Engine, ticking(50)).find(text)).toEqual([]);
  const watch = ticking(1);
  expect(compilePolicy(rules, re2Engine, watch).find(text)).toHaveLength(3);
  expect(watch.slow).toEqual([{ list: 'never', term: 0 }]);
});

test('a text too long for expressions is hidden whole where there are any, and read where there are none', () => {
  const text = 'word '.repeat(40);
  const hidden = (always: Term[]) =>
    compilePolicy({ ...standardRules, always }, re2Engine, ticking(1_000)).find(text);
  expect(hidden([regex('zzz')])).toEqual([{ kind: 'term', start: 0, end: text.length }]);
  expect(hidden([{ match: 'exact', text: 'zzz' }])).toEqual([]);
});
