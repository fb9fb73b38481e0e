/** Letters that a number must not be glued to; scripts that need no blanks between words are not among them. */
const letters = 'A-Za-z\\u00c0-\\u024f';

/** The pattern as a token of its own: not glued to letters or digits, not continued by a fraction or a hyphen. */
export function bounded(source: string, flags = 'g'): RegExp {
  return new RegExp(`(?<![${letters}\\d]|\\d[.-])(?:${source})(?![${letters}\\d]|[.-]\\d)`, flags);
}

/** Digits in groups of these sizes: all parted by the same separator, or by none. */
export function grouped(...sizes: readonly number[]): RegExp {
  const [first, ...others] = sizes.map((size) => `\\d{${size}}`);
  return bounded(`${first}(?<separator> ?[-./_ ]? ?)${others.join('\\k<separator>')}`);
}

export interface NumberSighting {
  readonly start: number;
  readonly end: number;
  /** Letters and digits alone, upper case. */
  readonly sign: string;
  /** Whether its groups are parted, and its own. */
  readonly separated: boolean;
}

export function* numbersIn(text: string, pattern: RegExp): Generator<NumberSighting> {
  for (const match of text.matchAll(pattern)) {
    const sign = match[0].replace(/[^A-Za-z\d]/g, '').toUpperCase();
    yield {
      start: match.index,
      end: match.index + match[0].length,
      sign,
      separated: sign.length < match[0].length && !isContinued(text, match),
    };
  }
}

/** Behind one to three digits and a blank, groups by blanks are the rest of a large amount: `1 234 567 890`. */
function isContinued(text: string, { index, 0: written }: RegExpExecArray): boolean {
  return written.includes(' ') && /(?:^|\D)\d{1,3} $/.test(text.slice(Math.max(0, index - 5), index));
}

/** The digits of a number, as numbers. */
export function digitsOf(sign: string): number[] {
  return Array.from(sign, Number);
}
