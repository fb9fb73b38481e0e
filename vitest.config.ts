import { defineConfig } from 'vitest/config';

/** Heavy projects share two cores with the browser and the local cloud they start: one file at a time. */
const heavy = (name: string, include: string, exclude: string[] = []) => ({
  test: {
    name,
    include: [include],
    exclude: ['**/node_modules/**', ...exclude],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    pool: 'forks' as const,
  },
});

/** Those that wait for caches to forget, not for the processor: two at a time, which saves minutes. */
const waiting =
  'test/journeys/{api-keys,audit,authorization-matrix,authorization,forged-tokens,plans,registration,sign-in}.test.ts';

const paired = (name: string, include: string) => {
  const { test } = heavy(name, include);
  return { test: { ...test, fileParallelism: true, maxWorkers: 2 } };
};

export default defineConfig({
  test: {
    globalSetup: 'test/temporary-folder.ts',
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{lib,functions,local,cli,scripts,extension,web,bench}/**/*.test.{ts,tsx}',
            'test/boundaries/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/.output/**', '**/.build/**'],
          testTimeout: 30_000,
        },
      },
      heavy('stacks', 'test/stacks/**/*.test.ts'),
      heavy('local-cloud', 'test/local-cloud/**/*.test.ts'),
      heavy('faults', 'test/faults/**/*.test.ts'),
      heavy('browser', 'test/browser/**/*.test.ts'),
      heavy('journeys', 'test/journeys/**/*.test.ts', [waiting]),
      paired('waiting-journeys', waiting),
    ],
  },
});
