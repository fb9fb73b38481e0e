import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { neededOfPlans, planFields, plansModule } from './needed-of-plans.ts';

const path = createRequire(import.meta.url)
  .resolve('libphonenumber-js/metadata.min.json')
  .concat('.js');
const whole = readFileSync(path, 'utf8');

const read = async (module: string) =>
  (await import(`data:text/javascript,${encodeURIComponent(module)}`)).default;

test('every plan keeps the fields that are read, at their places, and is a fifth as long', async () => {
  expect(path).toMatch(plansModule);
  const slim = neededOfPlans(whole);
  const [before, after] = [await read(whole), await read(slim)];
  for (const plans of ['countries', 'nonGeographic']) {
    const names = Object.keys(before[plans]);
    expect(Object.keys(after[plans])).toEqual(names);
    for (const name of names)
      for (const field of Object.values(planFields))
        expect(after[plans][name][field] || 0).toEqual(before[plans][name][field] || 0);
  }
  expect(after.country_calling_codes).toEqual(before.country_calling_codes);
  expect(slim.length).toBeLessThan(whole.length / 4);
});

test('metadata of another form is refused', () => {
  expect(() => neededOfPlans('export default JSON.parse("{}")')).toThrow('no longer one JSON value');
});
