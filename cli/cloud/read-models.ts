import { readFile } from 'node:fs/promises';
import type * as z from 'zod';
import { type DeployedModel, models } from '../../lib/config/models.ts';
import { CommandError } from '../run-command.ts';

/**
 * The language models that a file names.
 * @throws CommandError, in one line, with the file and every field that is wrong
 */
export async function readModels(file: string): Promise<readonly DeployedModel[]> {
  const { data, error } = models.safeParse(await readJson(file));
  if (data) return data;
  throw wrong(file, error.issues.map(mistake).join('; '));
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw wrong(
      file,
      cause.code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${cause.code})`,
    );
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(file, `it is not JSON (${error instanceof Error ? error.message : error})`);
  }
}

const wrong = (file: string, what: string) =>
  new CommandError(`--models ${file}: ${what}`, { title: 'Wrong models', where: file });

const missing = /^Invalid input: expected (\w+), received undefined$/;

/** A model's faults begin with its place, counted from one. */
function mistake({ path: [at, ...field], message }: z.core.$ZodIssue): string {
  const words = message.replace(missing, 'is missing: it must be a $1').replace(/^Invalid input: /, '');
  if (typeof at !== 'number') return words.startsWith('must ') ? `it ${words}` : words;
  const model = `model ${at + 1}`;
  if (field.length === 0 && words.startsWith('must ')) return `${model} ${words}`;
  return `${model}: ${[field.join('.'), words].filter(Boolean).join(' ')}`;
}
