/** How many things a check looked at, and how they came out. A check that is one thing counts 1. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Shown when something failed. */
  readonly output?: string;
}

export interface Check {
  readonly name: string;
  run(): Promise<Outcome>;
}

export async function runChecks(checks: readonly Check[]): Promise<Outcome> {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const check of checks) {
    const startedAt = performance.now();
    const outcome = await check
      .run()
      .catch((error: unknown): Outcome => ({ passed: 0, failed: 1, skipped: 0, output: String(error) }));
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    const mark = outcome.failed > 0 ? '✗' : '✓';
    console.log(`${mark} ${check.name}: ${outcome.passed} passed, ${outcome.failed} failed in ${seconds} s`);
    if (outcome.failed > 0 && outcome.output) console.log(outcome.output);
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    total.skipped += outcome.skipped;
  }
  return total;
}
