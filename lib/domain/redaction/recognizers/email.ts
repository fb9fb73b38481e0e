import type { Recognizer } from '../recognizer.ts';
import { anyLetter } from '../text/letters.ts';
import { isFileEnding } from '../text/web-address.ts';

const label = `[${anyLetter}](?:[${anyLetter}-]{0,61}[${anyLetter}])?`;
/** The local part as people have it, not all that RFC 5321 would allow: quotes, slashes and braces surround addresses. */
const local = `[${anyLetter}_](?:[${anyLetter}._%+&'~-]{0,62}[${anyLetter}_+~-])?`;
const at = new RegExp(
  `(?<![${anyLetter}_])(?:(${local})@|(?<!%|%[\\dA-F])([${anyLetter}_][${anyLetter}._+-]{0,62})%40)((?:${label}\\.){1,8}([${anyLetter}-]{2,24}))(?![${anyLetter}_@])`,
  'g',
);
const spelled = new RegExp(
  `(?<![${anyLetter}_])[${anyLetter}_.+-]{1,64} ?[[({<] ?at ?[\\])}>] ?[${anyLetter}-]{1,63}(?: ?[[({<] ?(?:dot|punkt|point|punto) ?[\\])}>] ?[${anyLetter}-]{2,63}|\\.[${anyLetter}-]{2,63}){1,4}`,
  'gi',
);
const atNumber = new RegExp(
  `(?<![${anyLetter}_])[${anyLetter}_.+-]{1,64}@\\[(?:\\d{1,3}\\.){3}\\d{1,3}\\]`,
  'g',
);

export const email: Recognizer = {
  kind: 'email',
  source: 'RFC 5321, section 4.1.2; RFC 6531 for addresses beyond ASCII',
  needs: ({ ats, percents, brackets }) => ats + percents > 0 || brackets > 0,
  *find(text) {
    for (const match of text.matchAll(at)) {
      const [whole, plain, encoded, host = '', ending = ''] = match;
      const name = plain ?? encoded ?? '';
      const end = match.index + whole.length;
      if (name.includes('..') || !isEnding(ending) || isRepository(name, text, end)) continue;
      if (/^\d+x\./.test(host)) continue;
      yield { start: match.index, end, strength: 'proof' };
    }
    if (!/at ?[\])}>]|@\[/i.test(text)) return;
    for (const match of [...text.matchAll(spelled), ...text.matchAll(atNumber)])
      yield { start: match.index, end: match.index + match[0].length, strength: 'proof' };
  },
};

/** Of letters, or punycode; not what pictures and programs end in. */
function isEnding(ending: string): boolean {
  return (/^[^\d-]+$/.test(ending) || ending.startsWith('xn--')) && !isFileEnding(ending);
}

/** `git@github.com:owner/name` is a place that everybody shares. */
function isRepository(name: string, text: string, end: number): boolean {
  return name === 'git' && /^[:/]/.test(text.slice(end, end + 1));
}
