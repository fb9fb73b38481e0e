import * as z from 'zod/mini';
import { fill } from '../compose/fill.ts';
import { kindWords } from '../redaction/kind-words.ts';

/** What a part of a value is that another run of the procedure will have differently. */
export const parameterKind = z.enum([
  'number',
  'amount',
  'date',
  'time',
  'email',
  'phone',
  'person',
  'identifier',
  'file',
]);
export type ParameterKind = z.infer<typeof parameterKind>;

/** The part of a step's `value.text` from `start` up to `end`. */
export const stepParameter = z.object({ kind: parameterKind, start: z.int(), end: z.int() });
export type StepParameter = z.infer<typeof stepParameter>;

/** The same in a published guide: what it is, what field it goes into, and what it was in the recording. */
export const guideParameter = z.object({ kind: parameterKind, name: z.string(), example: z.string() });
export type GuideParameter = z.infer<typeof guideParameter>;

/** What a reader is told of examples in one language. */
export interface ExamplePhrases {
  readonly one: string;
  readonly several: string;
  readonly named: string;
  readonly comma: string;
  readonly and: string;
}

export const english: ExamplePhrases = {
  one: '{names} is an example; yours will differ.',
  several: '{names} are examples; yours will differ.',
  named: '“{it}”',
  comma: ', ',
  and: ' and ',
};

/** What was hidden is no example of anything, and the step's title says already what it is. */
const hidden: ReadonlySet<string> = new Set(Object.values(kindWords));

/** What of a step its reader will have differently, in a sentence; empty where nothing is. */
export function parameterSentence(
  parameters: readonly GuideParameter[] = [],
  words: ExamplePhrases = english,
): string {
  const told = [...new Set(parameters.map(({ example }) => example))].filter((one) => !hidden.has(one));
  const names = told.map((it) => fill(words.named, { it }));
  const last = names.pop();
  if (last === undefined) return '';
  if (names.length === 0) return fill(words.one, { names: last });
  return fill(words.several, { names: `${names.join(words.comma)}${words.and}${last}` });
}
