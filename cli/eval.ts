/**
 * `npm run eval -- --pii FILE.json [--json]`, `--titles FILE.json`: judges what the product does against what it should have done, and says
 * how often it did. One part for each thing that is judged.
 */

import type { Evaluation } from './eval/evaluation.ts';
import { evaluatePii } from './eval/pii.ts';
import { evaluateTitles } from './eval/titles.ts';
import { readOptions } from './read-options.ts';
import { CommandError, runCommand } from './run-command.ts';

const usage = `Usage: npm run eval -- --pii FILE.json [--strictness light|standard|strict] [--region XX] [--ignore-unknown]
       npm run eval -- --titles FILE.json
       each with [--misses [--show]] [--json]`;

/** Each part by the option that names its file or folder. */
const parts: Readonly<Record<string, Evaluation>> = { pii: evaluatePii, titles: evaluateTitles };

const { values } = readOptions(usage, {
  options: {
    pii: { type: 'string' },
    titles: { type: 'string' },
    misses: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
    strictness: { type: 'string' },
    region: { type: 'string' },
    'ignore-unknown': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

await runCommand(values.json, async (progress) => {
  const asked = Object.entries(parts).filter(([name]) => name in values);
  const [part, ...more] = asked;
  if (!part || more.length > 0) throw new CommandError(usage, { title: 'Wrong options' });
  const [name, evaluate] = part;
  const { lines, document } = await evaluate(String(values[name as keyof typeof values]), values);
  progress.result(lines, document);
});
