import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleDigest, functionBundle } from './function-bundle.ts';

const processScreenshot = 'functions/media/process-screenshot.ts';

test('a function without a file is named', () => {
  expect(() => functionBundle('functions/media/no-such.ts')).toThrow('functions/media/no-such.ts');
});

test('the native package is shipped with what it needs on Lambda, and loads from there', () => {
  const directory = functionBundle(processScreenshot);
  expect(readdirSync(join(directory, 'node_modules/@img')).sort()).toEqual([
    'colour',
    'sharp-libvips-linux-x64',
    'sharp-linux-x64',
  ]);
  const script = "const { default: sharp } = await import('sharp'); console.log(sharp.versions.vips)";
  const version = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: directory,
    encoding: 'utf8',
  });
  expect(version).toMatch(/^\d+\.\d+/);
});

test('functions that need no native package ship one file', () => {
  expect(readdirSync(functionBundle('functions/identity/publish-keys.ts'))).toEqual(['index.mjs']);
});

test('a bundle exports its handler and needs nothing outside of it', () => {
  const code = readFileSync(join(functionBundle('functions/capture/open-recording.ts'), 'index.mjs'), 'utf8');
  const imports = [...code.matchAll(/(?:from|import)\s?"([^"./][^"]*)"/g)].map(([, name]) => name ?? '');
  const builtIns = new Set(process.getBuiltinModule('module').builtinModules);
  expect(imports.filter((name) => !builtIns.has(name.replace(/^node:/, '')))).toEqual([]);
  expect(code).toMatch(/export\{[^}]*handler/);
});

test('the digest of a bundle is stable', () => {
  expect(bundleDigest(processScreenshot)).toMatch(/^[0-9a-f]{16}$/);
  expect(bundleDigest(processScreenshot)).toBe(bundleDigest(processScreenshot));
});
