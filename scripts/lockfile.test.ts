import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { completeLockfile, type Lockfile } from './lockfile.ts';

test('the committed lockfile names every platform’s packages (else: node scripts/complete-lockfile.ts)', () => {
  const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile;
  expect(completeLockfile(lockfile).added).toEqual([]);
});

test('a platform package that is missing is added with what it runs on', () => {
  const { lockfile, added } = completeLockfile({
    packages: {
      'node_modules/tool': {
        version: '2.0.0',
        dev: true,
        optionalDependencies: { '@tool/linux-arm64-musl': '^2.0.0' },
      },
    },
  });
  expect(added).toEqual(['node_modules/@tool/linux-arm64-musl']);
  expect(lockfile.packages['node_modules/@tool/linux-arm64-musl']).toEqual({
    version: '2.0.0',
    dev: true,
    optional: true,
    os: ['linux'],
    cpu: ['arm64'],
    libc: ['musl'],
  });
});
