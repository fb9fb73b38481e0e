import { cutName, foldText } from './clean-name.ts';

/** Marks what the reader looks for. A star within would be taken for the mark. */
export function strong(text: string): string {
  return `**${text.replaceAll('*', '∗')}**`;
}

/** Longest typed text that a title repeats, in characters. */
const valueLength = 60;

/** What was typed, on one line. */
export function quoted(text: string): string {
  return unmarked(cutName(foldText(text), valueLength));
}

/** Text outside of marks must not look like one. */
export function unmarked(text: string): string {
  return text.replace(/\*{2,}/g, (stars) => '∗'.repeat(stars.length));
}
