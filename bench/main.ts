/**
 * `npm run bench [-- --json] [-- name …]`: every figure beside its peer, measured in this very run.
 * Progress goes to standard error; `--json` prints one document on standard output.
 */
import { readOptions } from '../cli/read-options.ts';
import { CommandError, runCommand } from '../cli/run-command.ts';
import { benchAuthorization } from './authorization.ts';
import { benchBundles } from './bundles.ts';
import { benchComposer } from './composer.ts';
import { benchGateway } from './gateway.ts';
import { benchGuideReads } from './guide-reads.ts';
import { benchPii } from './pii.ts';
import { benchPipeline } from './pipeline.ts';
import { benchRateLimits } from './rate-limits.ts';
import { benchRecorder } from './recorder.ts';
import { benchRedaction } from './redaction.ts';
import type { BenchResult } from './result.ts';

const benches: Record<string, () => Promise<BenchResult[]>> = {
  composer: benchComposer,
  bundles: benchBundles,
  recorder: benchRecorder,
  pipeline: benchPipeline,
  reads: benchGuideReads,
  'rate-limits': benchRateLimits,
  authorization: benchAuthorization,
  pii: benchPii,
  redaction: benchRedaction,
  gateway: benchGateway,
};

const words = {
  usage: 'Usage: npm run bench -- [--json] [NAME …]',
  help: `Measures every figure beside its peer, in this very run; all of them, or those named:
  ${Object.keys(benches).join(', ')}

  --json  one JSON document on standard output`,
};

const { values, positionals } = readOptions(words, {
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});

await runCommand(values.json, async () => {
  const unknown = positionals.filter((name) => !(name in benches));
  if (unknown.length > 0)
    throw new CommandError(
      `There is no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`,
      { title: 'Wrong options' },
    );
  const results: BenchResult[] = [];
  for (const [name, run] of Object.entries(benches)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    console.error(`measuring ${name} …`);
    results.push(...(await run()));
  }
  if (values.json) console.log(JSON.stringify({ results }));
  else for (const line of table(results)) console.log(line);
});
// What a bench leaves open, such as a browser that hangs, must not keep the command from ending.
process.exit();

function table(rows: readonly BenchResult[]): string[] {
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows.map(({ name, ours, peer, peerName, unit, ratio, goal, met }) =>
    [
      met ? '✓' : '✗',
      name.padEnd(width),
      `${short(ours)} ${unit}`.padStart(16),
      `${short(peer)} (${peerName})`.padStart(34),
      `ratio ${ratio.toFixed(3)}`,
      `goal ${goal}`,
    ].join('  '),
  );
}

function short(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
}
