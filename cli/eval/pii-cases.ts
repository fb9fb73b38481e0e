import * as z from 'zod';
import { CommandError } from '../run-command.ts';
import type { Span } from './match-spans.ts';
import { firstProblem, readJson } from './read-json.ts';
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

/** Reads the cases of a file; each mistake names the case, counted from one, and the field. */
export async function readPiiCases(file: string, ignoreUnknown: boolean): Promise<PiiCase[]> {
  const parsed = cases.safeParse(await readJson(file, (message) => mistake(message, file)));
  if (!parsed.success)
    throw mistake('Not a list of cases {text, spans: [{type, start, end}]}, nor {cases: […]}', file);
  const list = Array.isArray(parsed.data) ? parsed.data : parsed.data.cases;
  if (list.length === 0) throw mistake('The file has no cases', file);
  return list.map((given, place) => readCase(given, `${file}, case ${place + 1}`, ignoreUnknown));
}

function readCase(given: unknown, where: string, ignoreUnknown: boolean): PiiCase {
  const parsed = oneCase.safeParse(given);
  if (!parsed.success)
    throw mistake(`Not a case {text, spans: [{type, start, end}]}: ${firstProblem(parsed.error)}`, where);
  const { text, spans, label, region } = parsed.data;
  const expected: Span[] = [];
  const ignored: { start: number; end: number }[] = [];
  for (const { type, start, end } of spans) {
    if (start < 0 || end <= start || end > text.length)
      throw mistake(
        `The span ${type} ${start}–${end} does not lie in its text of ${text.length} characters (from 0; the end is the place behind the last)`,
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

function mistake(message: string, where: string): CommandError {
  return new CommandError(`${where}: ${message}`, { title: 'The cases are wrong', where });
}
