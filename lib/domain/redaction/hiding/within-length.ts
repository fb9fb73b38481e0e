import { phrasesIn } from './phrases.ts';

/** A text that grew by its phrases, no longer than it may be: none of them is cut in two. */
export function withinLength(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = phrasesIn(text).find(({ start, end }) => start < longest && end > longest);
  return text.slice(0, cut?.start ?? longest);
}
