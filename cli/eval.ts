/**
 * `npm run eval -- --pii FILE.json`, `--titles FILE.json`, `--redaction DIR`, each with `--json`: judges what the product
 * does against what it should have done, and says how often it did. One part for each thing that is judged.
 */

import type { Evaluation } from './eval/evaluation.ts';
import { help, usage } from './eval/help.ts';
import { evaluatePii } from './eval/pii.ts';
import { evaluateRedaction } from './eval/redaction.ts';
import { evaluateTitles } from './eval/titles.ts';
import { readOptions } from './read-options.ts';
import { CommandError, runCommand } from './run-command.ts';

/** Each part by the option that names its file or folder. */
const parts: Readonly<Record<string, Evaluation>> = {
  pii: evaluatePii,
  titles: evaluateTitles,
  redaction: evaluateRedaction,
};

const { values } = readOptions(
  { usage, help },
  {
    options: {
      pii: { type: 'string' },
      redaction: { type: 'string' },
      titles: { type: 'string' },
      misses: { type: 'boolean', default: false },
      show: { type: 'boolean', default: false },
      strictness: { type: 'string' },
      region: { type: 'string' },
      'ignore-unknown': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  },
);

await runCommand(values.json, async (progress) => {
  const asked = Object.entries(parts).filter(([name]) => name in values);
  const [part, ...more] = asked;
  if (!part || more.length > 0) throw new CommandError(usage, { title: 'Wrong options' });
  const [name, evaluate] = part;
  const { lines, document } = await evaluate(String(values[name as keyof typeof values]), values);
  progress.result(lines, document);
});
