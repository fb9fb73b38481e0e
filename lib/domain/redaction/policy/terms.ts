import type { HiddenPart, Term } from '../../../contracts/redaction/policy.ts';

/** Where a term stands in a text. */
export type TermFinder = (text: string) => HiddenPart[];

/** A linear-time engine, given an expression in RE2's syntax, without regard to case; see re2-engine.ts. */
export type ExpressionEngine = (expression: string) => (text: string) => [start: number, end: number][];

export function compileTerms(terms: readonly Term[], engine: ExpressionEngine): TermFinder {
  const finders = terms.map((term) => engine(expressionOf(term)));
  return (text) =>
    finders.flatMap((find) =>
      find(text)
        .filter(([start, end]) => end > start)
        .map(([start, end]) => ({ kind: 'term' as const, start, end })),
    );
}

const special = /[\\^$.*+?()[\]{}|]/g;

function expressionOf({ match, text }: Term): string {
  if (match === 'regex') return text;
  const plain = text.replace(special, (sign) => {
    if (match === 'wildcard' && sign === '*') return String.raw`\S*`;
    if (match === 'wildcard' && sign === '?') return String.raw`\S`;
    return `\\${sign}`;
  });
  return plain.replace(/\s+/g, String.raw`\s+`);
}
