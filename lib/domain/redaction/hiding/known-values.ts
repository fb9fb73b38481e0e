import type { HiddenKind, HiddenPart } from '../../../contracts/redaction/policy.ts';
import { isGivenName } from '../names/name-words.ts';
import { isVagueLabel } from '../names/vague-label.ts';

/** Of one recording; the oldest are forgotten, since each is looked for in every text. */
const most = 200;

/** What was hidden, as it was. */
export interface KnownValue {
  readonly value: string;
  readonly kind: HiddenKind;
}

/** What was hidden, as it was: it is hidden wherever it is said again. */
export interface KnownValues {
  /** Says whether it is new. */
  remember(value: string, kind: HiddenKind): boolean;
  placesIn(text: string): HiddenPart[];
}

export function knownValues(): KnownValues {
  const known = new Map<string, HiddenKind>();
  return {
    remember(value, kind) {
      const wasKnown = known.delete(value);
      known.set(value, kind);
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
      return !wasKnown;
    },
    placesIn: (text) =>
      [...known].flatMap(([value, kind]) =>
        writingsOf(value, kind).flatMap((writing) => placesOf(text, writing, kind)),
      ),
  };
}

/**
 * Whether it means the same person or thing on every page: a number, or a name as only people have, or one that its
 * field’s name gave away: one called “Name” may as well hold a product’s, whose page is no secret.
 */
export function isTelling(value: string, kind: HiddenKind, label: string): boolean {
  if (kind === 'person-name')
    return /\S\s+\S/.test(value) && (isClear(label) || value.split(/\s+/).some(isGivenName));
  return value.length >= 6 && /\d|@/.test(value);
}

/** As addresses write a name as well: `zorvik-blantrem`. */
function writingsOf(value: string, kind: HiddenKind): string[] {
  if (kind !== 'person-name' || !/\S\s+\S/.test(value)) return [value];
  return [
    value,
    value
      .toLowerCase()
      .split(/[\s,]+/)
      .join('-'),
  ];
}

const isClear = (label: string): boolean => label !== '' && !isVagueLabel(label);

function placesOf(text: string, value: string, kind: HiddenKind): HiddenPart[] {
  const parts: HiddenPart[] = [];
  for (let start = text.indexOf(value); start >= 0; start = text.indexOf(value, start + value.length)) {
    const end = start + value.length;
    if (!isWithinWord(text, start, end)) parts.push({ kind, start, end });
  }
  return parts;
}

function isWithinWord(text: string, start: number, end: number): boolean {
  const letter = /[\p{L}\p{N}]/u;
  const joined = (a: string, b: string) => letter.test(a) && letter.test(b);
  return joined(text[start - 1] ?? '', text[start] ?? '') || joined(text[end - 1] ?? '', text[end] ?? '');
}
