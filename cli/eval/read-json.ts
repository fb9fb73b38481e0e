import { readFile, stat } from 'node:fs/promises';
import type * as z from 'zod';

/**
 * The content of a file that somebody wrote.
 * @throws what `mistake` makes of a sentence about it
 */
export async function readJson(file: string, mistake: (message: string) => Error): Promise<unknown> {
  const content = await readText(file, mistake);
  try {
    return JSON.parse(content.replace(/^\ufeff/, ''));
  } catch (error) {
    throw mistake(`The file is not JSON: ${(error as Error).message}`);
  }
}

async function readText(file: string, mistake: (message: string) => Error): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  if (!found) throw mistake('There is no such file');
  if (!found.isFile()) throw mistake('This is no file');
  return readFile(file, 'utf8').catch((error: Error) => {
    throw mistake(`The file cannot be read: ${error.message}`);
  });
}

/** The field that is wrong and how, as `spans, entry 1, end: …`. Entries count from one. */
export function firstProblem({ issues: [issue] }: z.core.$ZodError): string {
  if (!issue) return 'it is something else';
  const path = issue.path.map((part) => (typeof part === 'number' ? `entry ${part + 1}` : String(part)));
  return `${path.join(', ') || 'all of it'}: ${issue.message}`;
}
