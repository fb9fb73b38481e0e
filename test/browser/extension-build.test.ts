import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildExtension } from '../../cli/browser/build-extension.ts';

// Tests run under a NODE_ENV that is not `production`, and so does this build, unless one of the same sources is there.
test('the extension is one for production: without development code, and without paths of this machine', async () => {
  const folder = await buildExtension('test');
  const files = await readdir(folder, { recursive: true });
  const scripts = files.filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(2);
  for (const name of scripts) {
    const text = await readFile(join(folder, name), 'utf8');
    expect(text.includes('jsxDEV'), name).toBe(false);
    expect(text.includes(process.cwd()), name).toBe(false);
  }
});
