import { literal } from './literal.ts';
import type { ExpressionEngine, NextMatch } from './terms.ts';
import { edgeClass, needsEdge, signAt, signBefore } from './word-edges.ts';

/** What stands around a word and is none of it, where a `*` took all up to the next blank. */
const around = { before: /^["'([{<«“‘„]+/u, after: /["'.,;:!?)\]}>»”’…]+$/u };

/** `*` for any characters within a word, none included, and `?` for one. */
export function wildcardTerm(term: string, engine: ExpressionEngine): NextMatch {
  const words = term.trim();
  const middle = words
    .split(/([*?]+)/)
    .map((piece, place) => (place % 2 === 0 ? literal(piece) : anySigns(piece)))
    .join('');
  const isBound = (sign: string) => sign === '?' || needsEdge(sign);
  const before = isBound(signAt(words, 0)) ? `(?:^|${edgeClass})` : '';
  const after = isBound(signBefore(words, words.length)) ? `(?:$|${edgeClass})` : '';
  const anchor = anchorOf(words);
  let next: NextMatch | undefined;
  return (text, from) => {
    if (!plain(text).includes(anchor)) return undefined;
    // The classes of letters take milliseconds to compile; most terms stand in none of a page's texts.
    next ??= engine(`${before}(${middle})${after}`, 1);
    const found = next(text, from);
    return found && trimmed(text, found, words);
  };
}

/** The longest run of letters and digits that has to stand in a text, as `plain` writes it; empty where there is none. */
function anchorOf(words: string): string {
  const runs = plain(words.normalize('NFC')).match(/[a-z0-9]+/g) ?? [];
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}

/** Small letters; the long s is one to expressions without regard to case. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll('\u017f', 's');
}

/** Each `?` for one, a `*` among them for any number more. */
function anySigns(piece: string): string {
  const least = piece.replaceAll('*', '').length;
  const one = String.raw`\S`;
  return piece.includes('*') ? `${one.repeat(least)}${one}*` : one.repeat(least);
}

function trimmed(text: string, [start, end]: readonly [number, number], words: string): [number, number] {
  const found = text.slice(start, end);
  const before = words.startsWith('*') ? (around.before.exec(found)?.[0].length ?? 0) : 0;
  const after = words.endsWith('*') ? (around.after.exec(found)?.[0].length ?? 0) : 0;
  return before + after < found.length ? [start + before, end - after] : [start, end];
}
