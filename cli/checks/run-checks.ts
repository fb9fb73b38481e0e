/** How many things a check looked at, and how they came out. A check that is one thing counts 1. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Shown when something failed. */
  readonly output?: string;
  /** What failed within it, by name; the check itself where it does not say. */
  readonly failures?: readonly string[];
}

/** All checks together. */
interface Total extends Outcome {
  readonly failures: readonly string[];
}

export interface Check {
  readonly name: string;
  run(): Promise<Outcome>;
}

/** Checks that run one after the other. */
type Lane = readonly Check[];

/** Stage after stage; the lanes of one stage run beside one another. Each check's verdict is shown when it is there. */
export async function runChecks(stages: readonly (readonly Lane[])[]): Promise<Total> {
  const total = { passed: 0, failed: 0, skipped: 0, failures: [] as string[] };
  const runLane = async (lane: Lane): Promise<void> => {
    for (const check of lane) {
      const { passed, failed, skipped, failures = [check.name] } = await runCheck(check);
      total.passed += passed;
      total.failed += failed;
      total.skipped += skipped;
      if (failed > 0) total.failures.push(...failures);
    }
  };
  for (const lanes of stages) await Promise.all(lanes.map(runLane));
  return total;
}

async function runCheck(check: Check): Promise<Outcome> {
  const startedAt = performance.now();
  const outcome = await check
    .run()
    .catch((error: unknown): Outcome => ({ passed: 0, failed: 1, skipped: 0, output: String(error) }));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const mark = outcome.failed > 0 ? '✗' : '✓';
  console.log(`${mark} ${check.name}: ${outcome.passed} passed, ${outcome.failed} failed in ${seconds} s`);
  if (outcome.failed > 0 && outcome.output) console.log(outcome.output);
  return outcome;
}
