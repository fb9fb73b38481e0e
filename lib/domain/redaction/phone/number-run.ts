/** A group of digits in a run of them. */
export interface Group {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

/** Groups of digits that only separators of telephone numbers part. */
export interface NumberRun {
  readonly groups: readonly Group[];
}

/** Signs that part groups, at most three between two; a plus or bracket may open the next number. */
const letters = 'A-Za-z\\u00c0-\\u024f_';
const run = new RegExp(
  // Not the tail of a word or an amount, such as `1,234`; a plus may be escaped, in addresses of the web.
  `(?:(?<=%2[Bb])|(?<![${letters}\\d]|\\d:|\\d,(?=\\d{3}(?![\\d() -]))|[$€£¥₹]))` +
    '\\d+(?:[ .()/-]{1,2}[ (+]{0,2}\\d+)*' +
    // Nor the head of one; an extension may follow.
    `(?!\\d|[%€$£¥₹]|,\\d\\d?(?!\\d)|(?!(?:x|ext)[. ]?\\d)[${letters}])`,
  'g',
);
const group = /\d+/g;

export function* numberRuns(text: string): Generator<NumberRun> {
  for (const match of text.matchAll(run)) {
    if (match[0].length < 7) continue;
    const groups = Array.from(match[0].matchAll(group), ({ index, 0: digits }) => ({
      start: match.index + index,
      end: match.index + index + digits.length,
      digits,
    }));
    yield { groups };
  }
}
