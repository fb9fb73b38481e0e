import { kindWords } from '../../../contracts/redaction/kind-words.ts';
import type { HiddenPart } from '../../../contracts/redaction/policy.ts';
import { phrasesIn } from './phrases.ts';

const sign = /[\p{L}\p{N}]/u;

/** The text with a phrase for each part: alone where nothing but signs stands around, else in brackets. */
export function hideParts(text: string, parts: readonly HiddenPart[]): string {
  const open = outsidePhrases(text, parts);
  const [first] = open;
  if (!first) return text;
  let result = '';
  let at = 0;
  for (const { kind, start, end } of open) {
    result += `${text.slice(at, start)}[${kindWords[kind]}]`;
    at = end;
  }
  result += text.slice(at);
  const besides = text.slice(0, first.start) + text.slice(first.end);
  return open.length === 1 && !sign.test(besides) ? kindWords[first.kind] : result;
}

/** What of the parts is not hidden yet, in order and apart; nothing that is only signs. */
export function outsidePhrases(text: string, parts: readonly HiddenPart[]): HiddenPart[] {
  const phrases = phrasesIn(text);
  const open: HiddenPart[] = [];
  for (const part of parts.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    let start = Math.max(part.start, open.at(-1)?.end ?? 0);
    const add = (end: number) => {
      if (end > start && sign.test(text.slice(start, end))) open.push({ kind: part.kind, start, end });
    };
    for (const phrase of phrases) {
      if (phrase.end <= start || phrase.start >= part.end) continue;
      add(phrase.start);
      start = phrase.end;
    }
    add(part.end);
  }
  return open;
}
