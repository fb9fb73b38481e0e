import type { StepKind } from '../../../lib/contracts/compose/step.ts';
import { titleParts, titleText } from '../../../lib/contracts/compose/title.ts';

/** Why a reader cannot use a title. */
export const unusableReasons = [
  'says-here',
  'unnamed',
  'text-dump',
  'cut-off',
  'like-its-neighbour',
] as const;
export type UnusableReason = (typeof unusableReasons)[number];

/** A title with what it is judged by, which is as little of the product's own reckoning as may be. */
export interface JudgedTitle {
  readonly kind: StepKind;
  /** ARIA role of the target. */
  readonly role?: string | undefined;
  readonly title: string;
  /** What was typed or chosen: part of the title, but not a name. */
  readonly value?: string | undefined;
  /** What a judge calls the target; empty when it has no name. */
  readonly reference?: string | undefined;
  /** A password, a card or a code is called by what it is. */
  readonly secret: boolean;
}

/** Longest name that can be taken in at a glance. */
const glance = { characters: 80, words: 12 };
const vague =
  /^(?:(?:click|tap|press|go|see|look)\s+)?(?:here|this|that|it|link|this (?:link|page|icon|button)|(?:the )?(?:icon|button|image|item|element))[.!]?$/i;
/** “Link” in a menu or toolbar is what it inserts, and of what is chosen it is what is chosen. */
const isCommand = (name: string, role = ''): boolean =>
  /^(?:link|image)$/i.test(name) && /^(?:menuitem|button|checkbox|radio|switch|option)/.test(role);
/** A title that has no more than this name says nothing. */
export const isVague = (name: string, role?: string): boolean => vague.test(name) && !isCommand(name, role);
const withoutTarget = new Set<StepKind>([
  'navigate',
  'switch-tab',
  'close-tab',
  'scroll',
  'press-key',
  'choose-file',
]);

/**
 * The first reason that holds. `sameTarget`: whether the step before was on the very same thing, of which alone may be
 * said that it is done once more.
 */
export function unusableReason(
  judged: JudgedTitle,
  before?: { readonly title: string; readonly sameTarget: boolean },
): UnusableReason | undefined {
  const names = namesIn(judged);
  if (names.some((name) => isVague(name, judged.role))) return 'says-here';
  if (!withoutTarget.has(judged.kind) && isUnnamed(judged, names)) return 'unnamed';
  if (names.some((name) => isCutOff(name, judged.reference))) return 'cut-off';
  if (names.some(isDump)) return 'text-dump';
  if (before && isLike(judged.title, before)) return 'like-its-neighbour';
  return undefined;
}

/** What the title marks, without what was typed, chosen or pressed. */
export function namesIn({ kind, title, value }: JudgedTitle): string[] {
  const marked = (text: string) =>
    titleParts(text).flatMap(({ text: part, strong }) => (strong ? [part.trim()] : []));
  switch (kind) {
    case 'press-key':
    case 'choose-file':
      return marked(title).slice(1);
    case 'select':
      return marked(title).slice(value === undefined ? 0 : 1);
    case 'type': {
      const ended = title.replace(/ and press \*\*[^*]+\*\*$/, '');
      return marked(value === undefined ? ended : ended.replace(/ to \*\*[^*]+\*\*$/, ''));
    }
    default:
      return marked(title);
  }
}

function isUnnamed({ title, value, secret, reference }: JudgedTitle, names: readonly string[]): boolean {
  if (names.length > 0) return names.some((name) => saysNothing(name, reference));
  if (secret) return false;
  const rest = titleText(title).replace(`“${value ?? ''}”`, '');
  // “the checkbox in the “Rent” row” is found as well by its place, and so is what there is one of on most pages.
  const place = /“([^”]+)”[^“”]*$/.exec(rest)?.[1];
  return !(place && /\p{L}/u.test(place)) && !unmistakable.test(rest);
}

const unmistakable =
  /\bthe (?:search field|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last) (?:column header|row|cell))\b|\bin row \d+$/;

/** A glyph, or what only a program calls it by: `btn-prim`, `ember1234`. */
function saysNothing(name: string, reference: string | undefined): boolean {
  if (!/[^\s\p{Co}\p{Cf}\p{Cc}\p{Cn}]/u.test(name)) return true;
  if (!/[\p{L}\p{N}]/u.test(name) && !/^[!-~−–×÷±√]{1,3}$/.test(name)) return true;
  if (reference !== undefined && fold(name) === fold(reference).replace(/[\s:*]+$/, '')) return false;
  return /^[a-z]+(?:[-_][a-z0-9]+)+$/.test(name) || /^(?=\S*\d)(?=\S*[a-z])[\w-]{9,}$/i.test(name);
}

function isDump(name: string): boolean {
  const words = name.split(/\s+/);
  const numbers = words.filter((word) => /\d/.test(word));
  return (
    name.length > glance.characters ||
    words.length > glance.words ||
    (words.length > 6 && numbers.length > 3) ||
    /\n/.test(name)
  );
}

function isCutOff(name: string, reference: string | undefined): boolean {
  if (/(?:…|\.\.\.)$/.test(name)) return !/(?:…|\.\.\.)$/.test(reference?.trim() ?? '');
  const whole = fold(reference ?? '');
  const part = fold(name);
  if (part === '' || whole.length <= part.length || !whole.startsWith(part)) return false;
  const rest = whole.slice(part.length);
  return (/\p{L}$/u.test(part) && /^\p{L}/u.test(rest)) || turning.test(rest);
}

/** A name that ends before such a word may say the opposite. */
const turning =
  /(?<![\p{L}\p{N}])(?:but|except|excluding|if|no|not|nor|only|or|unless|until|without)(?![\p{L}\p{N}])/u;

const repetition =
  /,? (?:again|once more|twice|\d+ times|a (?:second|third|fourth|fifth) time|for the \d+(?:st|nd|rd|th) time)$/;

function isLike(title: string, before: { readonly title: string; readonly sameTarget: boolean }): boolean {
  const [one, other] = [fold(titleText(title)), fold(titleText(before.title))];
  if (one === other) return true;
  return !before.sameTarget && one.replace(repetition, '') === other.replace(repetition, '');
}

/** As two texts are compared: white space, case and what shows nothing to read (glyphs of icon fonts) aside. */
export function fold(text: string): string {
  return text
    .replace(/[\p{Co}\p{Cf}\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
