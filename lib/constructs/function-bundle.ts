import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, Metafile, OutputFile } from 'esbuild';
import { buildSync } from 'esbuild';
import { isFresh, rememberInputs } from './bundle-cache.ts';
import { copyNativePackage } from './native-package.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const outputRoot = join(root, '.build/functions');
const manifest = join(outputRoot, 'inputs.json');

/** Shipped beside the bundles that import it: it has a native part, which no bundler can inline. */
const nativePackage = 'sharp';

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
  // `module` first: the SDK's CommonJS build would end up as a dynamic require, which ESM refuses.
  mainFields: ['module', 'main'],
  external: [nativePackage],
  legalComments: 'none',
  outbase: 'functions',
  outdir: '.build/functions',
  entryNames: '[dir]/[name]/index',
  outExtension: { '.js': '.mjs' },
  logLevel: 'error',
} satisfies BuildOptions;

const requireBanner =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);\n";

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

/** Bundles every function, all in one run: shared modules are parsed once. Nothing is done when nothing changed. */
export function bundleFunctions(): void {
  if (bundled) return;
  const entryPoints = globSync('functions/*/*.ts', { cwd: root, exclude: ['**/*.test.ts'] }).sort();
  const recipe = JSON.stringify({ ...options, entryPoints });
  if (!isFresh(root, manifest, recipe)) {
    const { outputFiles, metafile } = buildSync({ ...options, entryPoints });
    rmSync(outputRoot, { recursive: true, force: true });
    for (const file of outputFiles) writeBundle(file, metafile);
    writeFileSync(join(outputRoot, 'meta.json'), JSON.stringify(metafile));
    rememberInputs(root, manifest, recipe, Object.keys(metafile.inputs));
  }
  bundled = true;
}

function writeBundle(file: OutputFile, metafile: Metafile): void {
  const directory = dirname(file.path);
  mkdirSync(directory, { recursive: true });
  // Left in by esbuild where a bundled CommonJS module requires a built-in one.
  const needsRequire = file.text.includes('Dynamic require of');
  writeFileSync(file.path, needsRequire ? requireBanner + file.text : file.text);
  const imports = metafile.outputs[relative(root, file.path)]?.imports ?? [];
  if (imports.some(({ path }) => path === nativePackage)) {
    copyNativePackage(root, nativePackage, join(directory, 'node_modules'));
  }
}

/** Changes with the function's code. */
export function bundleDigest(entry: string): string {
  const content = readFileSync(join(functionBundle(entry), 'index.mjs'));
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
