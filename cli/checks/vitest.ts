import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Check, Outcome } from './run-checks.ts';
import { runTool } from './tool.ts';

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numFailedTestSuites: z.number(),
  success: z.boolean(),
});

/** One vitest project (vitest.config.ts). A project in which no test ran has failed. */
export const vitestCheck = (project: string): Check => ({
  name: `${project} tests`,
  run: async (): Promise<Outcome> => {
    const folder = await mkdtemp(join(tmpdir(), 'guidewright-test-'));
    try {
      const file = join(folder, 'report.json');
      const { code, output } = await runTool('vitest/vitest.mjs', [
        'run',
        `--project=${project}`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ]);
      const found = report.parse(JSON.parse(await readFile(file, 'utf8').catch(() => '{}')));
      const skipped = found.numPendingTests + found.numTodoTests;
      const broken = code !== 0 || !found.success || found.numPassedTests === 0;
      const failed = broken ? Math.max(1, found.numFailedTests) : 0;
      return { passed: found.numPassedTests, failed, skipped, output: output.slice(-20_000) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});
