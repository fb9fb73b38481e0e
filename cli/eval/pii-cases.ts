import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { CommandError } from '../run-command.ts';
import type { Span } from './match-spans.ts';
import { kindNamed } from './type-names.ts';

const oneCase = z.object({
  text: z.string(),
  spans: z.array(z.object({ type: z.string(), start: z.int(), end: z.int() })),
  /** The name of the field that holds the text. */
  label: z.string().optional(),
  /** Where its numbers are from: two letters. */
  region: z.string().optional(),
});
const cases = z.union([z.array(z.unknown()), z.object({ cases: z.array(z.unknown()) })]);

export interface PiiCase {
  readonly text: string;
  readonly expected: readonly Span[];
  /** Spans of types that are none of ours, where they were to be ignored. */
  readonly ignored: readonly { readonly start: number; readonly end: number }[];
  readonly options: { readonly label?: string; readonly region?: string };
}

/** Reads the cases of a file; each mistake names the case, counted from zero. */
export async function readPiiCases(file: string, ignoreUnknown: boolean): Promise<PiiCase[]> {
  const parsed = cases.safeParse(await readJson(file));
  if (!parsed.success) throw mistake('The file is no list of cases', file);
  const list = Array.isArray(parsed.data) ? parsed.data : parsed.data.cases;
  if (list.length === 0) throw mistake('The file has no cases', file);
  return list.map((given, place) => readCase(given, `${file}, case ${place}`, ignoreUnknown));
}

async function readJson(file: string): Promise<unknown> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    throw mistake(`The cases cannot be read: ${(error as Error).message}`, file);
  }
  try {
    return JSON.parse(content);
  } catch {
    throw mistake('The file is not JSON', file);
  }
}

function readCase(given: unknown, where: string, ignoreUnknown: boolean): PiiCase {
  const parsed = oneCase.safeParse(given);
  if (!parsed.success)
    throw mistake(`Not a case {text, spans: [{type, start, end}]}: ${problem(parsed.error)}`, where);
  const { text, spans, label, region } = parsed.data;
  const expected: Span[] = [];
  const ignored: { start: number; end: number }[] = [];
  for (const { type, start, end } of spans) {
    if (start < 0 || end <= start || end > text.length)
      throw mistake(
        `The span ${type} ${start}–${end} does not lie in its text of ${text.length} characters`,
        where,
      );
    const kind = kindNamed(type);
    if (kind) expected.push({ kind, start, end });
    else if (ignoreUnknown) ignored.push({ start, end });
    else
      throw mistake(
        `The type ${type} is none that the product looks for; --ignore-unknown leaves such spans out`,
        where,
      );
  }
  const options = { ...(label === undefined ? {} : { label }), ...(region === undefined ? {} : { region }) };
  return { text, expected, ignored, options };
}

function problem(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.') || 'the case'}: ${issue.message}` : 'it is something else';
}

function mistake(message: string, where: string): CommandError {
  return new CommandError(`${where}: ${message}`, { title: 'The cases are wrong', where });
}
