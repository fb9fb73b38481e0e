import * as z from 'zod/mini';
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

const ofYours: Readonly<Record<ParameterKind, string>> = {
  number: 'your own number',
  amount: 'your own amount',
  date: 'your own date',
  time: 'your own time',
  email: 'the e-mail address that you need',
  phone: 'the phone number that you need',
  person: 'the name that you need',
  identifier: 'the number or code that you need',
  file: 'your own file',
};

/** What was hidden is no example of anything. */
const phrases: ReadonlySet<string> = new Set(Object.values(kindWords));

/** What to tell a reader of a step’s parameters, in a sentence; empty when there are none. */
export function parameterSentence(parameters: readonly GuideParameter[] = []): string {
  const told = [...new Map(parameters.map((one) => [one.example, one])).values()];
  return told
    .map(({ kind, example }) =>
      phrases.has(example) ? `Use ${ofYours[kind]}.` : `“${example}” is an example: use ${ofYours[kind]}.`,
    )
    .join(' ');
}
