import { defineConfig } from 'vitest/config';

/** Heavy projects share two cores with the browser and the local cloud they start: one file at a time. */
const heavy = (name: string, include: string) => ({
  test: {
    name,
    include: [include],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    pool: 'forks' as const,
  },
});

export default defineConfig({
  test: {
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
      heavy('journeys', 'test/journeys/**/*.test.ts'),
    ],
  },
});
