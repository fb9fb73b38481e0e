import { RE2JS } from 're2js';
import type { ExpressionCheck } from './check-rules.ts';
import { loadOf } from './re2-load.ts';

/** Texts at which an expression that may fit nothing does so: at a word’s end, at a blank, at nothing at all. */
const samples = ['', 'a', 'a a', '1', '-'];

/** RE2’s own words are for programmers; these say what to do. */
const advice: readonly (readonly [RegExp, string])[] = [
  [/^missing closing \)/, 'a bracket ( is not closed'],
  [/^unexpected \)/, 'a bracket ) closes nothing'],
  [/^missing closing \]/, 'a bracket [ is not closed'],
  [/^invalid named capture/, 'looking behind is not known; write what comes before as part of it'],
  [/^invalid or unsupported Perl syntax/, 'looking ahead is not known; write what follows as part of it'],
  [/^invalid nested repetition operator/, 'two repetitions follow each other'],
  [/^missing argument to repetition operator/, 'there is nothing to repeat'],
  [/^invalid repeat count/, 'it repeats too often'],
  [/^invalid escape sequence/, 'is no sign that a backslash may stand before; references back are not known'],
  [/^invalid character class range/, 'is no range or class of characters'],
  [/^trailing backslash/, 'a backslash stands at the end'],
];

export const re2Check: ExpressionCheck = (expression) => {
  try {
    const compiled = RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE);
    for (const sample of samples) {
      const matcher = compiled.matcher(sample);
      while (matcher.find())
        if (matcher.start() === matcher.end())
          return { ok: false, message: 'fits where nothing stands; ask for one sign at least' };
    }
    return { ok: true, size: compiled.programSize(), load: loadOf(compiled) };
  } catch (error) {
    return { ok: false, message: faultWords(expression, error) };
  }
};

interface SyntaxFault {
  readonly error?: string;
  /** The part of the expression that was not understood; all of it where no part can be named. */
  readonly input?: string | null;
}

function faultWords(expression: string, fault: unknown): string {
  const { error = 'is no expression', input } = fault as SyntaxFault;
  const words = advice.find(([pattern]) => pattern.test(error))?.[1] ?? error;
  const place = input ? expression.indexOf(input) : -1;
  if (!input || input === expression || place < 0) return words;
  return `character ${place + 1}, “${input}”: ${words}`;
}
