/**
 * Bundles every function into `.build/functions`, all in one run: shared modules are parsed once. A process of its
 * own, because constructs cannot wait for a promise and the bundler takes plugins only in its asynchronous form.
 */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, type Metafile, type OutputFile } from 'esbuild';
import { rememberInputs } from './bundle-cache.ts';
import { bundleOptions, manifestName, outputRoot, recipe, root, shippedPackages } from './bundle-recipe.ts';
import { bundledErrorClasses, lambdaSdk } from './lambda-sdk.ts';
import { namedClasses } from './named-classes.ts';
import { copyNativePackage } from './native-package.ts';
import { phonePlans } from './phone-plans.ts';

const requireBanner =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);\n";

const { outputFiles, metafile } = await build({
  ...bundleOptions(),
  plugins: [lambdaSdk, namedClasses, phonePlans],
});
const classes = bundledErrorClasses(metafile);
if (classes.length > 0) {
  throw new Error(`tell errors of services by name, not by class: ${classes.join('; ')}`);
}

// Beside the folder and then in its place, so that whoever reads there meets whole bundles.
mkdirSync(dirname(outputRoot), { recursive: true });
const staging = mkdtempSync(`${outputRoot}-`);
for (const file of outputFiles) writeBundle(file, metafile);
writeFileSync(join(staging, 'meta.json'), JSON.stringify(metafile));
rememberInputs(root, join(staging, manifestName), recipe(), Object.keys(metafile.inputs));
rmSync(outputRoot, { recursive: true, force: true });
renameSync(staging, outputRoot);

function writeBundle(file: OutputFile, { outputs }: Metafile): void {
  const path = join(staging, relative(outputRoot, file.path));
  mkdirSync(dirname(path), { recursive: true });
  // Left in by esbuild where a bundled CommonJS module requires a built-in one.
  const needsRequire = file.text.includes('Dynamic require of');
  writeFileSync(path, needsRequire ? requireBanner + file.text : file.text);
  const imports = outputs[relative(root, file.path)]?.imports ?? [];
  for (const name of shippedPackages) {
    if (imports.some(({ path }) => path === name || path.startsWith(`${name}/`)))
      copyNativePackage(root, name, join(dirname(path), 'node_modules'));
  }
}
