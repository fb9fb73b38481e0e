import { literal } from './literal.ts';
import type { NextMatch } from './terms.ts';
import { isInWord, needsEdge, signAt, signBefore } from './word-edges.ts';

/** Whole words, as they stand; of literal text JavaScript’s own expressions take linear time, too. */
export function exactTerm(term: string): NextMatch {
  const words = term.normalize('NFC').trim();
  const expression = new RegExp(literal(words), 'giu');
  const edges = { before: needsEdge(signAt(words, 0)), after: needsEdge(signBefore(words, words.length)) };
  return (text, from) => {
    expression.lastIndex = from;
    for (;;) {
      const found = expression.exec(text);
      if (!found) return undefined;
      const [start, end] = [found.index, found.index + found[0].length];
      const isPart =
        (edges.before && isInWord(text, start, 'before')) || (edges.after && isInWord(text, end, 'after'));
      if (!isPart) return [start, end];
      expression.lastIndex = start + signAt(text, start).length;
    }
  };
}
