import type { Recognizer } from '../recognizer.ts';
import { anyLetter, letter } from '../text/letters.ts';
import { isFileEnding, plainEndings } from '../text/web-address.ts';

const label = `[${anyLetter}](?:[${anyLetter}_-]{0,61}[${anyLetter}])?`;
const rest = '(?:[/?#][^\\s<>"`{}|\\\\^]{0,2000})?';
const withScheme =
  /(?<![A-Za-z\d])(?:https?|ftps?|sftp|wss?|file|ssh|git|postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqps?|ldaps?|smb):\/\/[^\s<>"`{}|\\^]{1,2000}/gi;
const bare = new RegExp(
  `(?<![${anyLetter}@_./-])((?:${label}\\.){1,6})([${letter}]{2,24})(?::\\d{2,5})?${rest}(?![${anyLetter}@_])`,
  'g',
);

export const url: Recognizer = {
  kind: 'url',
  source: 'RFC 3986; https://url.spec.whatwg.org',
  needs: ({ dots, slashes }) => dots > 0 || slashes > 1,
  *find(text) {
    for (const match of text.matchAll(withScheme)) {
      const end = match.index + trimmed(match[0]).length;
      if (/:\/\/(?:[^/]*\.[^/.]|\[|localhost|[^/]*:\d|\/)/.test(text.slice(match.index, end)))
        yield { start: match.index, end, strength: 'proof' };
    }
    for (const match of text.matchAll(bare)) {
      const [whole, names = '', ending = ''] = match;
      const named = trimmed(whole);
      const path = named.length > names.length + ending.length;
      const known = plainEndings.has(ending.toLowerCase());
      if (!known && (isFileEnding(ending) || !(path || /^www\./i.test(names)))) continue;
      if (/^www\.$/i.test(names) && !path) continue;
      yield { start: match.index, end: match.index + named.length, strength: 'proof' };
    }
  },
};

/** Stops and brackets behind an address belong to the sentence. */
function trimmed(address: string): string {
  let end = address.length;
  while (end > 0) {
    const last = address[end - 1] ?? '';
    const open = last === ')' ? '(' : last === ']' ? '[' : undefined;
    const paired = open !== undefined && address.slice(0, end).includes(open);
    if (!/[.,;:!?'"*_)\]]/.test(last) || paired) break;
    end -= 1;
  }
  return address.slice(0, end);
}
