import type { HiddenKind, HiddenPart } from '../../../contracts/redaction/policy.ts';
import type { Around } from '../policy/compile-policy.ts';
import { hideParts, outsidePhrases } from './hide-parts.ts';
import { givenNameOf, isTelling, type KnownValue, type KnownValues, knownValues } from './known-values.ts';
import { withoutPhrases } from './phrases.ts';
import { type SplitName, splitName } from './split-name.ts';

export type FindHidden = (text: string, around: Around) => readonly HiddenPart[];

/** Hides what is sensitive in the texts of one thing, and the same wherever else it stands there. */
export interface Hider {
  /** @param label the name of the field or column that holds the text */
  text(text: string, label?: string): string;
  /** What there is to hide, in order and apart. */
  parts(text: string, label?: string): HiddenPart[];
  /** For texts of a page of that host which belong together: what only a label gave away is known in all of them. */
  on(host: string): Hider;
  /** The same, which tells of each thing that it finds. */
  telling(see: (kind: HiddenKind) => void): Hider;
}

/** A second look sees what only stood beside something else; more than a few bring nothing. */
const looks = 4;
/** Pages repeat the same texts in every action. */
const kept = { most: 5_000, longest: 300 } as const;

/** What was hidden before, and who is told of what comes to be known. */
export interface Memory {
  readonly known: readonly KnownValue[];
  readonly learn: (value: string, kind: HiddenKind) => void;
}

const forget = () => undefined;

/** What the rules find by themselves they find elsewhere as well. */
export function isFoundAlone(find: FindHidden, value: string): boolean {
  return find(value, {}).some(({ start, end }) => start === 0 && end === value.length);
}

/** Knows these from the beginning, and tells nobody of others. */
export const knowing = (known: Memory['known']): Memory => ({ known, learn: forget });

/** @param find asked once for the same text of the same host */
export function hiderOf(find: FindHidden, { known: before, learn }: Memory = knowing([])): Hider {
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
  const everywhere = knownValues('somebody');
  for (const { value, kind } of before) everywhere.remember(value, kind);
  const setting = {
    find: findOnce,
    around: {},
    everywhere,
    here: knownValues(),
    names: splitName(),
    learn,
    see: () => undefined,
  };
  return hiderWith(setting);
}

interface Setting {
  readonly find: FindHidden;
  readonly around: Around;
  readonly everywhere: KnownValues;
  readonly here: KnownValues;
  readonly names: SplitName;
  readonly learn: Memory['learn'];
  readonly see: (kind: HiddenKind) => void;
}

function hiderWith(setting: Setting): Hider {
  const { find, around, everywhere, here, names, learn, see } = setting;
  const parts = (text: string, label = ''): HiddenPart[] => {
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    const bare = withoutPhrases(text);
    // What stands for something says nothing of what stands beside it, or the same would read otherwise next time.
    const named = withoutPhrases(label);
    const labelled = named === '' ? around : { ...around, label: named };
    const found = [...find(bare, labelled), ...everywhere.placesIn(text), ...here.placesIn(text)];
    const open = outsidePhrases(
      text,
      found.filter((part) => !isSite(bare, part, around.host)),
    );
    for (const { kind } of open) see(kind);
    return open;
  };
  const remember = (value: string, kind: HiddenKind, label: string) => {
    if (value.length > 2) here.remember(value, kind);
    const told = kind === 'person-name' ? [...names.add(label, value)] : [];
    if (isTelling(value, kind, label)) {
      if (kind === 'person-name') told.push(...givenNameOf(value));
      told.push(value);
    }
    for (const known of told) if (everywhere.remember(known, kind)) learn(known, kind);
  };
  return {
    text(text, label = '') {
      let hidden = text;
      for (let look = 0; look < looks; look++) {
        const open = parts(hidden, label);
        if (open.length === 0) break;
        for (const { kind, start, end } of open) remember(hidden.slice(start, end), kind, label);
        hidden = hideParts(hidden, open);
      }
      return hidden;
    },
    parts,
    on: (host) => hiderWith({ ...setting, around: host === '' ? {} : { host }, here: knownValues() }),
    telling: (also) => hiderWith({ ...setting, see: also }),
  };
}

/** The site’s own name or address, where a text says it, is nobody’s, unless the company hides it. */
function isSite(text: string, { kind, start, end }: HiddenPart, host: string | undefined): boolean {
  if (kind === 'term' || !host) return false;
  const at = text.toLowerCase().lastIndexOf(host, start);
  return at >= 0 && at + host.length >= end;
}
