/**
 * `npm run eval -- --pii FILE.json`, `--titles FILE.json`, `--redaction DIR`, each with `--json`: judges what the product
 * does against what it should have done, and says how often it did. One part for each thing that is judged.
 */

import type { Evaluation } from './eval/evaluation.ts';
import { evaluatePii } from './eval/pii.ts';
import { evaluateRedaction } from './eval/redaction.ts';
import { evaluateTitles } from './eval/titles.ts';
import { readOptions } from './read-options.ts';
import { CommandError, runCommand } from './run-command.ts';

const usage = [
  'Usage: npm run eval -- --pii FILE.json [--misses [--show]] [--strictness light|standard|strict] [--region XX] [--ignore-unknown] [--json]',
  '       npm run eval -- --titles FILE.json [--misses [--show]] [--json]',
  '       npm run eval -- --redaction DIR [--show] [--strictness light|standard|strict] [--json]',
].join('\n');
const help = `  --pii        cases {text, spans: [{type, start, end}]}: recall and precision for each type
  --titles     recorded actions with the names that their targets have: how many titles a reader can use
  --redaction  a folder of pictures (PNG, WebP, JPEG) with what is to be covered on them: what is left of it,
               and what was covered that is to stay legible.
               For order.png, order.json has a list of boxes {kind?, text?, box: {x, y, width, height}} in pixels of
               the picture, or {boxes, legible?, scale?, masks?, target?}: boxes that are to stay readable,
               pixels for one CSS pixel, and what the page itself marked and somebody clicked, in CSS pixels. One file may have them all, by the pictures' names.
  --misses     lists what was missed and what was found without need, by its place
  --show       with the texts themselves
  --json       one JSON document on standard output`;

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
