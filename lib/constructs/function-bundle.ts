import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isFresh } from './bundle-cache.ts';
import { manifestName, outputRoot, recipe, root } from './bundle-recipe.ts';

const bundler = fileURLToPath(new URL('./bundle-process.ts', import.meta.url));

let bundled = false;

/**
 * Folder with `index.mjs` of one function.
 * @param entry for example `functions/capture/open-recording.ts`
 */
export function functionBundle(entry: string): string {
  bundleFunctions();
  const directory = join(outputRoot, entry.replace(/^functions\//, '').replace(/\.ts$/, ''));
  if (!existsSync(join(directory, 'index.mjs'))) throw new Error(`There is no function ${entry}`);
  return directory;
}

/** Bundles every function. Nothing is done when nothing changed. */
export function bundleFunctions(): void {
  if (bundled) return;
  if (!isFresh(root, join(outputRoot, manifestName), recipe())) {
    execFileSync(process.execPath, [bundler], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  }
  bundled = true;
}

/** Changes with the function's code. */
export function bundleDigest(entry: string): string {
  const content = readFileSync(join(functionBundle(entry), 'index.mjs'));
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
