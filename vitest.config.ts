import { defineConfig } from 'vitest/config';

/** Heavy projects share two cores with the browser and the local cloud they start: one file at a time. */
const heavy = (name: string, include: string | string[]) => ({
  test: {
    name,
    include: [include].flat(),
    exclude: ['**/node_modules/**'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    pool: 'forks' as const,
  },
});

/** Those that wait, for caches to forget and for what comes again, not for the processor. */
const waiting = [
  'test/journeys/{api-keys,audit,authorization-matrix,authorization,forged-tokens,plans,registration,sign-in}.test.ts',
  'test/faults/mail-outage.test.ts',
];

/** Two files at a time, which saves minutes. */
const paired = ({ test }: ReturnType<typeof heavy>) => ({
  test: { ...test, fileParallelism: true, maxWorkers: 2 },
});

const without = ({ test }: ReturnType<typeof heavy>, others: readonly string[]) => ({
  test: { ...test, exclude: [...test.exclude, ...others] },
});

/**
 * In processes that keep the modules from file to file: to load them again is half of the time. No test replaces one;
 * what it spies on is given back before the next.
 */
const together = <T extends { readonly test: object }>({ test }: T) => ({
  test: { ...test, isolate: false, restoreMocks: true },
});

export default defineConfig({
  test: {
    globalSetup: 'test/temporary-folder.ts',
    projects: [
      together({
        test: {
          name: 'unit',
          include: [
            '{lib,functions,local,cli,scripts,extension,web,bench}/**/*.test.{ts,tsx}',
            'test/boundaries/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/.output/**', '**/.build/**'],
          testTimeout: 30_000,
        },
      }),
      together(heavy('stacks', 'test/stacks/**/*.test.ts')),
      heavy('local-cloud', 'test/local-cloud/**/*.test.ts'),
      heavy('browser', 'test/browser/**/*.test.ts'),
      without(heavy('faults', 'test/faults/**/*.test.ts'), waiting),
      without(heavy('journeys', 'test/journeys/**/*.test.ts'), waiting),
      paired(heavy('waiting', waiting)),
    ],
  },
});
