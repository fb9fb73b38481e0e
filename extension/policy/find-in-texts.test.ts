import { expect, test } from 'vitest';
import { type RedactionRules, standardRules } from '../../lib/contracts/redaction/policy.ts';
import { hiderOf } from '../../lib/domain/redaction/hiding/hider.ts';
import { compilePolicy } from '../../lib/domain/redaction/policy/compile-policy.ts';
import { re2Engine } from '../../lib/domain/redaction/policy/re2-engine.ts';
import { findInTexts } from './find-in-texts.ts';

async function hidden(column: string, cells: readonly string[], rules: Partial<RedactionRules> = {}) {
  const policy = compilePolicy({ ...standardRules, ...rules }, re2Engine);
  const hider = hiderOf(policy.find);
  const texts = cells.map((text) => ({ text, label: column }));
  const found = await findInTexts({ ...policy, hider }, texts, 'shop.example');
  return found.map((parts, at) => parts.map(({ start, end }) => cells[at]?.slice(start, end)).join());
}

const people = ['Emily Fowler', 'Airi Satou', 'Thomas Berg'];
const goods = ['Atlas Grinder', 'Vega Kettle', 'Airi Satou'];

test('a column that is headed “Name” is one of people where enough of them are known as such', async () => {
  expect(await hidden('Name', people)).toEqual(people);
  expect(await hidden('↑Name↓', people)).toEqual(people);
});

test('a column of goods that is headed “Name” stays', async () => {
  expect(await hidden('Name', goods)).toEqual(['', '', '']);
});

test('a head that says whose names they are is believed, and in strict companies so is any', async () => {
  expect(await hidden('Customer', ['Airi Satou'])).toEqual(['Airi Satou']);
  expect(await hidden('Name', ['Airi Satou'], { strictness: 'strict' })).toEqual(['Airi Satou']);
});

test('what stands in a field for something sensitive is hidden from its first letter on', async () => {
  const typed = async (text: string, rules: Partial<RedactionRules> = {}) => {
    const policy = compilePolicy({ ...standardRules, ...rules }, re2Engine);
    const texts = [
      { text, field: { type: 'email' } },
      { text, label: 'Full name', field: { type: 'text' } },
      { text, label: 'Quantity', field: { type: 'text' } },
      // Not in a field: anything may stand behind such a word.
      { text, label: 'E-mail' },
    ];
    const found = await findInTexts({ ...policy, hider: hiderOf(policy.find) }, texts, 'shop.example');
    return found.map(([part]) => part && `${part.kind} ${text.slice(part.start, part.end)}`);
  };
  expect(await typed('mi')).toEqual(['email mi', 'person-name mi', undefined, undefined]);
  const off = { categories: { contact: false } };
  expect(await typed('mi', off)).toEqual([undefined, 'person-name mi', undefined, undefined]);
  const never = [{ match: 'exact' as const, text: 'nobody' }];
  expect(await typed('nobody', { never })).toEqual([undefined, undefined, undefined, undefined]);
});

test('others are let in while a long page is read', async () => {
  const policy = compilePolicy(standardRules, re2Engine);
  const texts = Array.from({ length: 3_000 }, (_, at) => ({
    text: `Order ${at} of Emily Fowler, paid by card`,
  }));
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  await findInTexts({ ...policy, hider: hiderOf(policy.find) }, texts, 'shop.example');
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
});
