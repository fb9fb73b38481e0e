import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
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

test('the rules’ engine is shipped with its WebAssembly, in the form for Node alone', () => {
  const directory = functionBundle('functions/identity/admit-request.ts');
  const shipped = join(directory, 'node_modules/@cedar-policy/cedar-wasm');
  expect(readdirSync(shipped).sort()).toEqual(['nodejs', 'package.json']);
  const script =
    "const cedar = await import('@cedar-policy/cedar-wasm/nodejs'); console.log(cedar.getCedarVersion())";
  const version = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: directory,
    encoding: 'utf8',
  });
  expect(version).toMatch(/^\d+\.\d+/);
});

test('functions that need no native package ship one file', () => {
  expect(readdirSync(functionBundle('functions/identity/read-policies.ts'))).toEqual(['index.mjs']);
});

test('bundles need nothing outside of themselves but Node and the packages that are shipped beside them', () => {
  const directory = functionBundle('functions/capture/open-recording.ts');
  const { inputs, outputs }: Metafile = JSON.parse(readFileSync(join(directory, '../../meta.json'), 'utf8'));
  expect(Object.keys(inputs)).toContain('built-in:node:crypto');
  const external = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  const shipped = ['sharp', '@cedar-policy/cedar-wasm/nodejs'];
  expect(external).toEqual(expect.arrayContaining(shipped));
  expect(external.filter((path) => !shipped.includes(path) && !isBuiltin(path))).toEqual([]);
});

test('every bundle exports a handler and nothing else', () => {
  const directory = functionBundle('functions/capture/open-recording.ts');
  const { outputs }: Metafile = JSON.parse(readFileSync(join(directory, '../../meta.json'), 'utf8'));
  for (const [path, { exports }] of Object.entries(outputs)) expect(exports, path).toEqual(['handler']);
});

test('the digest of a bundle is stable', () => {
  expect(bundleDigest(processScreenshot)).toMatch(/^[0-9a-f]{16}$/);
  expect(bundleDigest(processScreenshot)).toBe(bundleDigest(processScreenshot));
});
