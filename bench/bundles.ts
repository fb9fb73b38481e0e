import { globSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { bundleFunctions } from '../lib/constructs/function-bundle.ts';
import { budgetOf, initBudget } from './bundle-budgets.ts';
import { measureInit } from './function-init.ts';
import { type BenchResult, judged } from './result.ts';

const outputRoot = '.build/functions';
const rounds = 11;

/** Bytes and init time of every function against its budget. */
export async function benchBundles(): Promise<BenchResult[]> {
  const bundles = bundleFiles();
  const { bareStart, imports } = await measureInit([...bundles.values()], rounds);
  const results: BenchResult[] = [];
  for (const [name, file] of bundles) {
    const budget = budgetOf(name);
    const kilobytes = (await stat(file)).size / 1024;
    results.push(
      judged(
        { name: `${name} bundle`, ours: kilobytes, peer: budget.kilobytes, peerName: 'budget', unit: 'KB' },
        { atMost: 1 },
      ),
      judged(
        {
          name: `${name} init`,
          ours: imports.get(file) ?? Number.NaN,
          peer: initBudget(budget, bareStart),
          peerName: `${budget.milliseconds} ms in bare starts`,
          unit: 'ms',
        },
        { atMost: 1 },
      ),
    );
  }
  return results;
}

/** The bundle of each function by its name, such as `capture/open-recording`. */
export function bundleFiles(): ReadonlyMap<string, string> {
  bundleFunctions();
  const entries = globSync('*/*/index.mjs', { cwd: outputRoot }).sort();
  return new Map(entries.map((entry) => [dirname(entry), resolve(join(outputRoot, entry))]));
}
