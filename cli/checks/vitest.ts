import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
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
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
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
      const read = report.safeParse(JSON.parse(await readFile(file, 'utf8').catch(() => '{}')));
      if (!read.success) return { passed: 0, failed: 1, skipped: 0, output: output.slice(-20_000) };
      const found = read.data;
      const skipped = found.numPendingTests + found.numTodoTests;
      const broken = code !== 0 || !found.success || found.numPassedTests === 0;
      const failed = broken ? Math.max(1, found.numFailedTests) : 0;
      const failures = failed > 0 ? failuresOf(project, found) : [];
      return { passed: found.numPassedTests, failed, skipped, output: output.slice(-20_000), failures };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});

/** What failed, by project, file and name; a file that failed as a whole, by itself. */
function failuresOf(project: string, { testResults }: z.infer<typeof report>): readonly string[] {
  const failures = testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, assertionResults }) => {
      const file = `${project} tests: ${relative(process.cwd(), name)}`;
      const tests = assertionResults.filter(({ status }) => status === 'failed');
      return tests.length > 0 ? tests.map(({ fullName }) => `${file}: ${fullName}`) : [file];
    });
  return failures.length > 0 ? failures : [`${project} tests`];
}
