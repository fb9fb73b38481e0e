import type { HiddenKind, HiddenPart } from '../../../contracts/redaction/policy.ts';
import { isNameAlone, withCapital, withOtherHalf, writingsAlone } from '../names/lone-name.ts';
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

/** @param of whom: `anybody`’s words are found as they were, somebody’s names with all that they are written like */
export function knownValues(of: 'anybody' | 'somebody' = 'anybody'): KnownValues {
  const known = new Map<string, Known>();
  return {
    remember(value, kind) {
      const before = known.get(value);
      known.delete(value);
      known.set(value, before?.kind === kind ? before : knownOf(value, kind, of === 'somebody'));
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
      return before === undefined;
    },
    placesIn: (text) =>
      [...known.values()].flatMap((one) => one.writings.flatMap((writing) => placesOf(text, writing, one))),
  };
}

interface Known {
  readonly kind: HiddenKind;
  readonly writings: readonly string[];
  /** A part of a name, whose other half goes with it. */
  readonly isHalf: boolean;
}

function knownOf(value: string, kind: HiddenKind, isTold: boolean): Known {
  const isHalf = isTold && kind === 'person-name' && isNameAlone(value);
  return { kind, writings: isHalf ? writingsAlone(value) : writingsOf(value, kind), isHalf };
}

/**
 * Whether it means the same person or thing on every page: a number, or a name as only people have, or one that its
 * field’s name gave away: one called “Name” may as well hold a product’s, whose page is no secret.
 */
export function isTelling(value: string, kind: HiddenKind, label: string): boolean {
  if (kind === 'person-name')
    return isWhole(value)
      ? isClear(label) || value.split(/\s+/).some(isGivenName)
      : givenNameOf(value).length > 0;
  return value.length >= 6 && /\d|@/.test(value);
}

/** A first name that is nothing else, of a name that stands for the same person everywhere. */
export function givenNameOf(value: string): readonly string[] {
  const [first = ''] = value.trim().split(/\s+/);
  return isGivenName(first) && isNameAlone(first) ? [first] : [];
}

/** As it may be written elsewhere: a name with capitals, and as addresses have it, `zorvik-blantrem`. */
function writingsOf(value: string, kind: HiddenKind): string[] {
  if (kind !== 'person-name' || !isWhole(value)) return [value];
  const words = value.split(/\s+/);
  return [
    ...new Set([
      value,
      words.map(withCapital).join(' '),
      value
        .toLowerCase()
        .split(/[\s,]+/)
        .join('-'),
    ]),
  ];
}

const isWhole = (name: string): boolean => /\S\s+\S/.test(name);
const isClear = (label: string): boolean => label !== '' && !isVagueLabel(label);

function placesOf(text: string, value: string, { kind, isHalf }: Known): HiddenPart[] {
  const parts: HiddenPart[] = [];
  for (let start = text.indexOf(value); start >= 0; start = text.indexOf(value, start + value.length)) {
    const end = start + value.length;
    if (isWithinWord(text, start, end)) continue;
    parts.push({ kind, ...(isHalf ? withOtherHalf(text, start, end) : { start, end }) });
  }
  return parts;
}

function isWithinWord(text: string, start: number, end: number): boolean {
  const letter = /[\p{L}\p{N}]/u;
  const joined = (a: string, b: string) => letter.test(a) && letter.test(b);
  return joined(text[start - 1] ?? '', text[start] ?? '') || joined(text[end - 1] ?? '', text[end] ?? '');
}
