import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { bundleFunctions } from '../lib/constructs/function-bundle.ts';
import { type BenchResult, judged, percentile } from './result.ts';

const run = promisify(execFile);
const outputRoot = '.build/functions';

/** KB minified and ms of module initialization (docs/architecture.md, "Budgets"). */
const budgets = {
  hot: { kilobytes: 150, milliseconds: 15 },
  ordinary: { kilobytes: 450, milliseconds: 60 },
  image: { kilobytes: 600, milliseconds: 80 },
} as const;

const hot = new Set(['compose/connect-preview', 'compose/disconnect-preview']);
const image = new Set(['media/process-screenshot', 'share/export-guide', 'share/publish-guide']);

/** Bytes and init time of every function against its budget. */
export async function benchBundles(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const [name, directory] of bundleDirectories()) {
    const budget = hot.has(name) ? budgets.hot : image.has(name) ? budgets.image : budgets.ordinary;
    const file = join(directory, 'index.mjs');
    const kilobytes = (await stat(file)).size / 1024;
    results.push(
      judged(
        { name: `${name} bundle`, ours: kilobytes, peer: budget.kilobytes, peerName: 'budget', unit: 'KB' },
        { atMost: 1 },
      ),
      judged(
        {
          name: `${name} init`,
          ours: await initMilliseconds(file),
          peer: budget.milliseconds,
          peerName: 'budget',
          unit: 'ms',
        },
        { atMost: 1 },
      ),
    );
  }
  return results;
}

/** Names like `capture/open-recording` with the folder of each bundle. */
function bundleDirectories(): [name: string, directory: string][] {
  bundleFunctions();
  const entries = globSync('*/*/index.mjs', { cwd: outputRoot });
  return entries.sort().map((entry) => [dirname(entry), resolve(outputRoot, dirname(entry))]);
}

/** Time of the module's import alone, median of seven fresh processes; Node's own start is not in it. */
async function initMilliseconds(file: string): Promise<number> {
  const script = `const t = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(performance.now() - t); process.exit(0)`;
  const env = { ...process.env, AWS_REGION: 'us-east-1', ...(await placeholders(file)) };
  const samples: number[] = [];
  for (let turn = 0; turn < 7; turn++) {
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { env });
    samples.push(Number(stdout.trim().split('\n').at(-1)));
  }
  return percentile(samples, 0.5);
}

/** A value for every environment variable that the bundle names; what it is does not matter while loading. */
async function placeholders(file: string): Promise<Record<string, string>> {
  const names = (await readFile(file, 'utf8')).matchAll(
    /\b[A-Z]+(?:_[A-Z]+)*_(?:NAME|ARN|ID|URL|ENDPOINT)\b|\bISSUER\b/g,
  );
  return Object.fromEntries([...names].map(([name]) => [name, 'https://placeholder.example']));
}
