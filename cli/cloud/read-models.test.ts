import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CommandError } from '../run-command.ts';
import { readModels } from './read-models.ts';

const folder = mkdtempSync(join(tmpdir(), 'guidewright-models-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'models.json');
const price = { input: 0, output: 0 };
const own = { provider: 'openai-compatible', model: 'm', url: 'http://127.0.0.1:8080/v1', price };

async function complaint(text: string): Promise<string> {
  writeFileSync(file, text);
  const error = await readModels(file).catch((thrown: unknown) => thrown);
  if (!(error instanceof CommandError)) throw new Error(`Not refused: ${text}`);
  return error.message.replace(file, 'FILE');
}

test('a list of models is read as it stands', async () => {
  writeFileSync(file, JSON.stringify([own]));
  expect(await readModels(file)).toEqual([own]);
});

test.each([
  [[{ ...own, provider: 'openai' }], 'model 1: provider must be bedrock or openai-compatible'],
  [
    [own, { provider: 'bedrock', model: 'arn:aws:bedrock:us-east-1::foundation-model/x' }],
    'model 2: model must be an id of Bedrock, not an ARN; model 2: price must be {"input": …, "output": …}, each in dollars for a million tokens',
  ],
  [[{ ...own, url: 'http://models.example/v1' }], 'model 1: url must be https, except on this machine'],
  [['gpt'], 'model 1 must be a model: {"provider", "model", "price", …}'],
  [[{ ...own, price: { input: 0 } }], 'model 1: price.output is missing: it must be a number'],
  [
    [{ ...own, price: 3 }],
    'model 1: price must be {"input": …, "output": …}, each in dollars for a million tokens',
  ],
  [[{ ...own, key: 'k' }], 'model 1: Unrecognized key: "key"'],
  [[own, own], 'the same model is there twice'],
  [own, 'it must be a list of models'],
])('%j is refused in one line that says where and what may stand there', async (given, words) => {
  expect(await complaint(JSON.stringify(given))).toBe(`--models FILE: ${words}`);
});

test('what is no JSON, and a file that is not there, are refused in one line', async () => {
  const words = await complaint('[{]');
  expect(words).toMatch(/^--models FILE: it is not JSON \(.+\)$/);
  await expect(readModels(join(folder, 'none.json'))).rejects.toThrow(/none\.json: there is no such file$/);
});
