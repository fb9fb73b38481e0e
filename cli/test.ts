/**
 * `npm test`: every check of the project, in the order in which a mistake is cheapest to find.
 * Ends with one line `N passed, N failed, N skipped`.
 */

import { assemblyCheck } from './checks/assembly.ts';
import { boundariesCheck } from './checks/boundaries.ts';
import { chromiumCheck } from './checks/chromium.ts';
import { type Check, runChecks } from './checks/run-checks.ts';
import { tool } from './checks/tool.ts';
import { vitestCheck } from './checks/vitest.ts';
import { readOptions } from './read-options.ts';

/** Two lanes of about the same length, for two cores; what waits is beside what works most. */
const stages: readonly (readonly (readonly Check[])[])[] = [
  [[chromiumCheck]],
  [
    [
      tool('format and lint', '@biomejs/biome/bin/biome', ['check', '.', '--error-on-warnings']),
      tool('extension types are prepared', 'wxt/bin/wxt.mjs', ['prepare', 'extension']),
      tool('types', 'typescript-7/bin/tsc', ['-p', '.']),
      tool('types of the extension', 'typescript-7/bin/tsc', ['-p', 'extension']),
      tool('types of the web application', 'typescript-7/bin/tsc', ['-p', 'web']),
      boundariesCheck,
      tool('dead code', 'knip/bin/knip.js', ['--no-progress']),
    ],
    [assemblyCheck],
  ],
  [
    [vitestCheck('unit'), vitestCheck('stacks'), vitestCheck('local-cloud'), vitestCheck('journeys')],
    [vitestCheck('waiting'), vitestCheck('browser'), vitestCheck('faults')],
  ],
];

const names = stages.flat(2).map(({ name }) => name);
const { positionals: only } = readOptions(
  {
    usage: 'Usage: npm test [-- WORD …]',
    help: `Runs every check of the project, or those whose name has one of the words:
${names.map((name) => `  ${name}`).join('\n')}`,
  },
  { allowPositionals: true },
);
const isAsked = ({ name }: Check) => only.length === 0 || only.some((word) => name.includes(word));
const { passed, failed, skipped, failures } = await runChecks(
  stages.map((lanes) => lanes.map((lane) => lane.filter(isAsked))),
);
for (const failure of failures) console.log(`✗ ${failure}`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
