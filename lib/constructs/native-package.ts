import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface PackageManifest {
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

/** What no function needs: sources, types, and the forms of a package for browsers and bundlers. */
const leftOut = /\.(md|d\.[mc]?ts|map)$|\/sharp\/(src|install)$|\/cedar-wasm\/(esm|web)$/;

/** Lambda's platform here; other platforms' optional packages stay out of the asset. */
const platform = 'linux-x64';

/**
 * Copies a package with a native part, and all that it needs on Lambda (x86-64, glibc), into `target`.
 * @throws Error that tells how to get the native part when this machine has another platform's
 */
export function copyNativePackage(root: string, name: string, target: string): void {
  for (const dependency of closure(root, name, new Set())) {
    cpSync(join(root, 'node_modules', dependency), join(target, dependency), {
      recursive: true,
      dereference: true,
      filter: (path) => !leftOut.test(path),
    });
  }
}

function closure(root: string, name: string, found: Set<string>): Set<string> {
  if (found.has(name)) return found;
  const directory = join(root, 'node_modules', name);
  if (!existsSync(directory)) {
    throw new Error(
      `${name} is not installed, but Lambda needs it: npm install --no-save --os=linux --cpu=x64 --libc=glibc sharp`,
    );
  }
  found.add(name);
  const manifest: PackageManifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const native = Object.keys(manifest.optionalDependencies ?? {}).filter((optional) =>
    optional.endsWith(`-${platform}`),
  );
  for (const next of [...Object.keys(manifest.dependencies ?? {}), ...native]) closure(root, next, found);
  return found;
}
