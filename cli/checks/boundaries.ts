import { z } from 'zod';
import type { Check } from './run-checks.ts';
import { runTool } from './tool.ts';

const cruised = z.object({
  modules: z.array(z.unknown()),
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

export interface Cruise {
  readonly modules: number;
  readonly violations: readonly { from: string; to: string; rule: string }[];
}

/** Cruises `folders`, seen from `base`; with the wrong TypeScript it would see no module and be content. */
export async function cruise(folders: readonly string[], base = process.cwd()): Promise<Cruise> {
  const config = `${process.cwd()}/.dependency-cruiser.mjs`;
  const { output } = await runTool(
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', config, '--output-type', 'json', ...folders],
    base,
  );
  if (!output.includes('{')) throw new Error(`dependency-cruiser printed no report: ${output}`);
  const { modules, summary } = cruised.parse(JSON.parse(output.slice(output.indexOf('{'))));
  return {
    modules: modules.length,
    violations: summary.violations.map(({ from, to, rule }) => ({ from, to, rule: rule.name })),
  };
}

export const boundariesCheck: Check = {
  name: 'boundaries',
  run: async () => {
    const { modules, violations } = await cruise([
      'bin',
      'lib',
      'functions',
      'local',
      'cli',
      'extension',
      'web',
      'bench',
    ]);
    if (modules < 100)
      return { passed: 0, failed: 1, skipped: 0, output: `only ${modules} modules were seen` };
    if (violations.length === 0) return { passed: 1, failed: 0, skipped: 0 };
    const lines = violations.map(({ from, to, rule }) => `${rule}: ${from} → ${to}`);
    return { passed: 0, failed: violations.length, skipped: 0, output: lines.join('\n') };
  },
};
