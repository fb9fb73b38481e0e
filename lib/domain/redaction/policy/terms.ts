import type { HiddenPart, Term } from '../../../contracts/redaction/policy.ts';
import { foldText } from '../text/fold-text.ts';
import { exactTerm } from './exact-term.ts';
import { wildcardTerm } from './wildcard-term.ts';

/** The first place at `from` or later. */
export type NextMatch = (text: string, from: number) => readonly [start: number, end: number] | undefined;

/**
 * A linear-time engine, given an expression in RE2's syntax, without regard to case; see re2-engine.ts. It is asked for
 * wildcards and expressions alone.
 * @param group whose place is meant; the whole unless said
 */
export type ExpressionEngine = (expression: string, group?: number) => NextMatch;

/** What a search may take. */
export interface SearchLimits {
  readonly now: () => number;
  /** Milliseconds for all terms of a list together, in one text. */
  readonly budget: number;
  /** UTF-16 code units of a text in which wildcards and expressions are sought. */
  readonly longest: number;
}

/** Where the terms stand, or the first of them that took too long: what it would have found is not known then. */
export type TermSearch =
  | { readonly ok: true; readonly parts: HiddenPart[] }
  | { readonly ok: false; readonly reason: 'took-too-long'; readonly term: number };

interface CompiledTerm {
  readonly next: NextMatch;
  /** In the text as it is, or as recognizers see it: its blanks, digits and dashes all of one kind. */
  readonly folded: boolean;
  /** Sought by the engine. */
  readonly limited: boolean;
}

export function compileTerms(
  terms: readonly Term[],
  engine: ExpressionEngine,
  { now, budget, longest }: SearchLimits,
): (text: string) => TermSearch {
  const compiled = terms.map((term) => compileTerm(term, engine));
  return (text) => {
    const parts: HiddenPart[] = [];
    if (compiled.length === 0) return { ok: true, parts };
    const folded = foldText(text);
    const deadline = now() + budget;
    for (const [term, { next, folded: inFolded, limited }] of compiled.entries()) {
      if (limited && text.length > longest) return { ok: false, reason: 'took-too-long', term };
      const sought = inFolded ? folded.text : text;
      for (let from = 0; from < sought.length; ) {
        const found = next(sought, from);
        // Each match takes linear time; all of a text's, the square of it.
        if (now() > deadline) return { ok: false, reason: 'took-too-long', term };
        if (!found) break;
        const [start, end] = found;
        from = Math.max(end, from + 1);
        if (end === start) continue;
        const place = inFolded ? { start: folded.startOf(start), end: folded.endOf(end) } : { start, end };
        parts.push({ kind: 'term', ...place });
      }
    }
    return { ok: true, parts };
  };
}

function compileTerm({ match, text }: Term, engine: ExpressionEngine): CompiledTerm {
  switch (match) {
    case 'exact':
      return { next: exactTerm(foldText(text).text), folded: true, limited: false };
    case 'wildcard':
      return { next: wildcardTerm(foldText(text).text, engine), folded: true, limited: true };
    case 'regex':
      return { next: engine(text), folded: false, limited: true };
  }
}
