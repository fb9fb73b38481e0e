import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { phonePlans } from '../../constructs/phone-plans.ts';

const budget = 60 * 1024;

/** What the extension's content script takes along, as its bundler would write it. */
test('all recognizers, with names and numbering plans, are at most 60 KB of gzip', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents:
        "export * from './find-entities.ts'; export * from './might-hold.ts'; export * from './scrub-text.ts';",
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    plugins: [phonePlans],
  });
  const size = gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
  expect(size).toBeGreaterThan(20 * 1024);
  expect(size).toBeLessThanOrEqual(budget);
});
