import { letter, upper } from '../text/letters.ts';

export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const word = `[${upper}][${letter}]{0,30}(?:['-][${letter}]{1,30}){0,3}`;
/** A quotation mark may stand in front, an apostrophe may not. */
const start = `(?<![${letter}\\d_-]|[${letter}]')`;
const particles =
  'de|del|della|di|da|do|dos|das|du|la|le|van|von|der|den|ter|ten|zu|bin|ibn|al|el|ben|y|e|af|av|of';

/** Behind an initial or what is cut: behind a whole word it ends a sentence. */
const dot = `(?:(?<=(?<![${letter}])(?:[${upper}][${letter}]?|Chr|Jos|Joh|Geo|Phil|Alex))\\.)`;

/** What stands between two words of a name: a blank, an initial, a particle. */
const run = new RegExp(
  `${start}${word}(?:${dot}?(?: (?:${particles}|[${upper}]\\.)){0,3} ${word}){1,5}`,
  'g',
);
const part = new RegExp(`${start}${word}`, 'g');

/** Runs of capitalised words that could be names, word by word. */
export function* capitalRuns(text: string): Generator<readonly Word[]> {
  for (const match of text.matchAll(run))
    yield Array.from(match[0].matchAll(part), ({ index, 0: found }) => ({
      start: match.index + index,
      end: match.index + index + found.length,
      text: found,
    }));
}
