import type { Rectangle } from '../../../contracts/capture/action.ts';
import type { Draft, DraftStep } from '../../../contracts/guides/draft.ts';
import { kindWords } from '../../../contracts/redaction/kind-words.ts';
import type { HiddenKind } from '../../../contracts/redaction/policy.ts';
import { toPixels } from '../pixels.ts';
import type { Word } from './read-words.ts';

/**
 * A field in which something was given that is hidden. Its picture may have been taken while that was still being typed:
 * of a value only its beginning, which no rule knows for what it is.
 */
export interface PrivateField {
  readonly kind: HiddenKind;
  /** Pixels of the picture. */
  readonly box: Rectangle;
  /** What the page itself says there, as people read it: its name, and what stands in it while it is empty. */
  readonly said: readonly string[];
}

type Target = NonNullable<DraftStep['target']>;

/** Of the steps that show a screenshot, the fields that were given something hidden in any step of the guide. */
export function privateFields({ steps }: Draft, showing: readonly DraftStep[]): PrivateField[] {
  const given = new Map<string, HiddenKind>();
  for (const { target, value } of steps) {
    const kind = target && hiddenIn(value);
    if (kind) given.set(placeOf(target), kind);
  }
  return showing.flatMap(({ target, screenshot }) => {
    const kind = target && given.get(placeOf(target));
    if (!kind || !screenshot?.target) return [];
    const said = [target.name, target.placeholder ?? ''].filter((text) => text !== '');
    return [{ kind, box: toPixels(screenshot.target, screenshot.scale), said }];
  });
}

/** The same field again: pages change their addresses while a form is filled in. */
const placeOf = ({ role, name, selectors }: Target): string =>
  JSON.stringify([role, name, selectors[0] ?? []]);

function hiddenIn(value: DraftStep['value']): HiddenKind | undefined {
  const { text = '', masked = false } = value ?? {};
  if (masked) return 'term';
  const [kind] = kinds.find(([, phrase]) => text === phrase || text.includes(`[${phrase}]`)) ?? [];
  return kind;
}

const kinds = Object.entries(kindWords) as [HiddenKind, string][];

/** Readers take the corners of an empty field, its cursor, and what is around a cover for letters, but hardly so sure. */
const sure = 0.75;

/** A single letter gives nobody away, and may be the cursor. */
const least = 2;

/** What of a line of the picture was typed into one of the fields. */
export function typedInto(
  fields: readonly PrivateField[],
  line: readonly Word[],
): { kind: HiddenKind; box: Rectangle }[] {
  return fields.flatMap(({ kind, box, said }) => {
    const within = line.filter((word) => word.confidence >= sure && isWithin(word.box, box));
    const read = plain(within.map(({ text }) => text).join(' '));
    if (read.length < least || said.some((text) => isSaid(plain(text), read))) return [];
    return within.map((word) => ({ kind, box: word.box }));
  });
}

/** A field may have no room for all that it says; what is shorter may as well be the beginning of a like value. */
const cut = { least: 12, share: 0.75 } as const;

function isSaid(said: string, read: string): boolean {
  if (said === read) return true;
  return said.startsWith(read) && read.length >= Math.max(cut.least, said.length * cut.share);
}

/** A reader may leave out signs of what it reads, such as the dots at its end. */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function isWithin(word: Rectangle, field: Rectangle): boolean {
  const [x, y] = [word.x + word.width / 2, word.y + word.height / 2];
  return x > field.x && x < field.x + field.width && y > field.y && y < field.y + field.height;
}
