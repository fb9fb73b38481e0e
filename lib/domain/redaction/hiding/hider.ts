import type { HiddenKind, HiddenPart } from '../../../contracts/redaction/policy.ts';
import { isGivenName } from '../names/name-words.ts';
import type { Around } from '../policy/compile-policy.ts';
import { hideParts, outsidePhrases } from './hide-parts.ts';
import { withoutPhrases } from './phrases.ts';

export type FindHidden = (text: string, around: Around) => readonly HiddenPart[];

/** Hides what is sensitive in the texts of one thing, and the same wherever else it stands there. */
export interface Hider {
  /** @param label the name of the field or column that holds the text */
  text(text: string, label?: string): string;
  /** Of what there is to hide, in order. */
  kindsIn(text: string, label?: string): HiddenKind[];
  /** For texts of a page of that host which belong together: what only a label gave away is known in all of them. */
  on(host: string): Hider;
}

/** What was hidden, as it was. */
type Known = Map<string, HiddenKind>;

/** A second look sees what only stood beside something else; more than a few bring nothing. */
const looks = 4;
/** Of one recording; each is looked for in every text. */
const mostKnown = 200;
/** Pages repeat the same texts in every action. */
const kept = { most: 5_000, longest: 300 } as const;

/** @param find asked once for the same text of the same host */
export function hiderOf(find: FindHidden): Hider {
  const seen = new Map<string, readonly HiddenPart[]>();
  const findOnce: FindHidden = (text, around) => {
    const key = `${around.host ?? ''}\n${around.label ?? ''}\n${text}`;
    const known = seen.get(key);
    if (known) return known;
    const found = find(text, around);
    if (seen.size >= kept.most) seen.clear();
    if (key.length <= kept.longest) seen.set(key, found);
    return found;
  };
  return hiderWith(findOnce, {}, new Map(), new Map());
}

function hiderWith(find: FindHidden, around: Around, everywhere: Known, here: Known): Hider {
  const partsOf = (text: string, label: string): HiddenPart[] => {
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    const bare = withoutPhrases(text);
    const labelled = label === '' ? around : { ...around, label };
    const parts = [...find(bare, labelled), ...placesOf(text, everywhere), ...placesOf(text, here)];
    return outsidePhrases(
      text,
      parts.filter((part) => !isSite(bare, part, around.host)),
    );
  };
  const remember = (value: string, kind: HiddenKind, label: string) => {
    if (value.length > 2) here.set(value, kind);
    if (isTelling(value, kind, label) && everywhere.size < mostKnown) everywhere.set(value, kind);
  };
  return {
    text(text, label = '') {
      let hidden = text;
      for (let look = 0; look < looks; look++) {
        const parts = partsOf(hidden, label);
        if (parts.length === 0) break;
        for (const { kind, start, end } of parts) remember(hidden.slice(start, end), kind, label);
        hidden = hideParts(hidden, parts);
      }
      return hidden;
    },
    kindsIn: (text, label = '') => partsOf(text, label).map(({ kind }) => kind),
    on: (host) => hiderWith(find, host === '' ? {} : { host }, everywhere, new Map()),
  };
}

/**
 * Whether it means the same person or thing wherever it stands: a number, or a name as only people have. A field that is
 * called “Name” and no more may as well hold the name of a product, whose page is no secret.
 */
function isTelling(value: string, kind: HiddenKind, label: string): boolean {
  if (kind === 'person-name')
    return /\S\s+\S/.test(value) && (/\p{L}{2}\s+\p{L}/u.test(label) || value.split(/\s+/).some(isGivenName));
  return value.length >= 6 && /\d|@/.test(value);
}

/** The site’s own name or address, where a text says it, is nobody’s, unless the company hides it. */
function isSite(text: string, { kind, start, end }: HiddenPart, host: string | undefined): boolean {
  if (kind === 'term' || !host) return false;
  const at = text.toLowerCase().lastIndexOf(host, start);
  return at >= 0 && at + host.length >= end;
}

function placesOf(text: string, known: Known): HiddenPart[] {
  const parts: HiddenPart[] = [];
  for (const [value, kind] of known) {
    for (let start = text.indexOf(value); start >= 0; start = text.indexOf(value, start + value.length)) {
      const end = start + value.length;
      if (!isWithinWord(text, start, end)) parts.push({ kind, start, end });
    }
  }
  return parts;
}

function isWithinWord(text: string, start: number, end: number): boolean {
  const letter = /[\p{L}\p{N}]/u;
  const joined = (a: string, b: string) => letter.test(a) && letter.test(b);
  return joined(text[start - 1] ?? '', text[start] ?? '') || joined(text[end - 1] ?? '', text[end] ?? '');
}
