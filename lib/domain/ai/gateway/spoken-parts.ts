import { titleParts } from '../../../contracts/compose/title.ts';

export interface SpokenParts {
  /** What is neither marked nor quoted: the words of whoever wrote the text. */
  readonly said: string;
  readonly marked: readonly string[];
  readonly quoted: readonly string[];
}

/** A text in its own words and in what it takes from a page: `**…**` and “…”. */
export function spokenParts(text: string): SpokenParts {
  const { plain, marked } = unmarked(text);
  const quoted = [...plain.matchAll(/“([^“”]*)”/g)].map(([, inner = '']) => inner);
  return { said: folded(plain.replace(/“[^“”]*”/g, ' ')), marked, quoted };
}

/**
 * The own words of a text that quotes pages, and no others: what is quoted may hold quotation marks itself, so that all
 * from the first to the last is left out.
 */
export function ownWords(text: string): string {
  return folded(unmarked(text).plain.replace(/[“”].*[“”]/s, ' '));
}

function unmarked(text: string): { plain: string; marked: string[] } {
  const parts = titleParts(text);
  return {
    plain: parts.map((part) => (part.strong ? ' ' : part.text)).join(''),
    marked: parts.flatMap((part) => (part.strong ? [part.text] : [])),
  };
}

const folded = (text: string) => text.replace(/\s+/g, ' ').trim();
