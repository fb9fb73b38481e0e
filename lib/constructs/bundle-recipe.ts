import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const outputRoot = join(root, '.build/functions');
/** In the output's folder: what the bundles were made from. */
export const manifestName = 'inputs.json';

/** Shipped beside the bundles that import them: they have a part (native, WebAssembly) which no bundler can inline. */
export const shippedPackages = ['sharp', '@cedar-policy/cedar-wasm'];

const options = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minify: true,
  treeShaking: true,
  // `new RegExp(…)` at a module's top has no effect but its value: without use it goes.
  pure: ['RegExp'],
  // `module` first: the SDK's CommonJS build would end up as a dynamic require, which ESM refuses.
  mainFields: ['module', 'main'],
  // The packages' own entries too: `@cedar-policy/cedar-wasm/nodejs`.
  external: shippedPackages,
  legalComments: 'none',
  outbase: 'functions',
  outdir: '.build/functions',
  entryNames: '[dir]/[name]/index',
  outExtension: { '.js': '.mjs' },
  logLevel: 'error',
} satisfies BuildOptions;

export function bundleOptions() {
  const entryPoints = globSync('functions/*/*.ts', { cwd: root, exclude: ['**/*.test.ts'] }).sort();
  return { ...options, entryPoints };
}

/** Changes with whatever decides over the bundles beside the code in them. */
export function recipe(): string {
  const bundler = [
    './bundle-process.ts',
    './lambda-sdk.ts',
    './named-classes.ts',
    './native-package.ts',
    './phone-plans.ts',
    '../domain/redaction/phone/needed-of-plans.ts',
  ].map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'));
  return JSON.stringify([bundleOptions(), bundler]);
}
