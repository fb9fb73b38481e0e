import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Remembered {
  readonly recipe: string;
  /** SHA-256 of the content by path. Packages are covered by the lock file. */
  readonly inputs: Record<string, string>;
}

/** Whether a build by `recipe` would read exactly what the last one read. */
export function isFresh(root: string, manifest: string, recipe: string): boolean {
  if (!existsSync(manifest)) return false;
  const last: Remembered = JSON.parse(readFileSync(manifest, 'utf8'));
  return (
    last.recipe === recipe &&
    Object.entries(last.inputs).every(([path, digest]) => contentDigest(join(root, path)) === digest)
  );
}

export function rememberInputs(
  root: string,
  manifest: string,
  recipe: string,
  inputs: readonly string[],
): void {
  const own = inputs.filter((path) => !path.startsWith('node_modules/'));
  const digests = ['package-lock.json', 'tsconfig.json', ...own].map(
    (path) => [path, contentDigest(join(root, path))] as const,
  );
  writeFileSync(manifest, JSON.stringify({ recipe, inputs: Object.fromEntries(digests) }));
}

function contentDigest(path: string): string {
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'absent';
}
