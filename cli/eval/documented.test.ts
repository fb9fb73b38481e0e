import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { help } from './help.ts';
import { evaluatePii } from './pii.ts';
import { evaluateTitles } from './titles.ts';

const options = { misses: true, show: true, 'ignore-unknown': false };
const folder = mkdtempSync(join(tmpdir(), 'documented-'));

function file(content: string): string {
  const path = join(folder, `${crypto.randomUUID()}.json`);
  writeFileSync(path, content);
  return path;
}

const [pii = '', titles = ''] = [
  ...readFileSync('docs/evaluation.md', 'utf8').matchAll(/```json\n(.*?)```/gs),
].map(([, block = '']) => block);
const inHelp = (start: string, end: string) =>
  help.slice(help.indexOf(start), help.indexOf(end) + end.length);

test.each([
  ['documentation', pii],
  ['help', inHelp('[{"text"', '"spans": []}]')],
])('the cases in the %s are found in full', async (_where, content) => {
  const { document } = await evaluatePii(file(content), options);
  expect(document).toMatchObject({ all: { recall: 1, precision: 1, exact: 1 }, misses: [], falseAlarms: [] });
});

test.each([
  ['documentation', titles],
  ['help', inHelp('{"recordings"', '"Click New order"}]}]}')],
])('the actions in the %s get the titles that stand beside them', async (_where, content) => {
  const { document } = await evaluateTitles(file(content), options);
  expect(document).toMatchObject({ usable: 1, names: { exact: 1 }, titles: { exact: 1 }, misses: [] });
});
