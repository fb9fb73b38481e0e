import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { budgetOf, initBudget } from '../../bench/bundle-budgets.ts';
import { bundleFiles } from '../../bench/bundles.ts';
import { measureInit } from '../../bench/function-init.ts';

/** Times may be so much over before the gate closes; `npm run bench -- bundles` judges without it. */
const slack = 2.5;

const bundles = bundleFiles();

test.each([...bundles])('%s is a bundle within its budget of bytes', (name, file) => {
  expect(statSync(file).size / 1024).toBeLessThanOrEqual(budgetOf(name).kilobytes);
});

test('the largest function of each class starts within its budget of bare starts', async () => {
  const largest = new Map<object, [name: string, file: string]>();
  for (const [name, file] of bundles) {
    const [, known] = largest.get(budgetOf(name)) ?? [];
    if (!known || statSync(file).size > statSync(known).size) largest.set(budgetOf(name), [name, file]);
  }
  expect(largest.size).toBeGreaterThan(3);
  const files = [...largest.values()].map(([, file]) => file);
  const { bareStart, imports } = await measureInit(files, 9);
  for (const [name, file] of largest.values()) {
    expect(imports.get(file), name).toBeLessThan(slack * initBudget(budgetOf(name), bareStart));
  }
});
