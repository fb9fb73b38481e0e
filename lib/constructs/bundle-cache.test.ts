import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { isFresh, rememberInputs } from './bundle-cache.ts';

let root: string;
let manifest: string;
const write = (path: string, text: string) => writeFileSync(join(root, path), text);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'guidewright-bundle-'));
  manifest = join(root, 'inputs.json');
  mkdirSync(join(root, 'node_modules'));
  write('a.ts', 'one');
  write('package-lock.json', '{}');
  write('node_modules/b.js', 'one');
  rememberInputs(root, manifest, 'recipe', ['a.ts', 'node_modules/b.js']);
});

test('a build is fresh while nothing that it read has changed', () => {
  write('a.ts', 'one');
  expect(isFresh(root, manifest, 'recipe')).toBe(true);
});

test.each([
  ['a source', () => write('a.ts', 'two')],
  ['the lock file', () => write('package-lock.json', '{"b":2}')],
  ['the TypeScript settings', () => write('tsconfig.json', '{}')],
  ['a source that went away', () => rmSync(join(root, 'a.ts'))],
])('%s that changed makes it stale', (_name, change) => {
  change();
  expect(isFresh(root, manifest, 'recipe')).toBe(false);
});

test('another recipe makes it stale, and so does no build at all', () => {
  expect(isFresh(root, manifest, 'another')).toBe(false);
  expect(isFresh(root, join(root, 'absent.json'), 'recipe')).toBe(false);
});
