import { plainWords } from './plain-words.ts';
import { headersOf } from './table-header.ts';

/** How far words reach, in characters before and after. */
const reachBefore = 72;
const reachAfter = 36;

/** A text with what is asked of it again and again, by each kind at the same places. */
export interface Scene {
  readonly text: string;
  /** `plainWords` of the field's name; empty where it has none. */
  readonly label: string;
  /** Whether these words stand anywhere: in the name or in the text. */
  readonly says: (words: RegExp) => boolean;
  /** Words in front of a place: of its own line where it stands in a table, whose other lines are other things. */
  readonly before: (place: number) => string;
  /** Words behind a place, up to the next stop or number: `943 476 5919 (NHS)`, `… is my SSN`. */
  readonly after: (place: number) => string;
  /** Words over a place in a table; undefined where it stands in none. */
  readonly over: (place: number) => string | undefined;
  /** Whether there is nothing but this, signs aside. */
  readonly isAlone: (start: number, end: number) => boolean;
}

export function sceneOf(text: string, label: string): Scene {
  const headers = headersOf(text);
  const over = remembered((place: number) => {
    const header = headers(place);
    return header === undefined ? undefined : plainWords(header);
  });
  const all = remembered(() => `${label} \n ${plainWords(text)}`);
  const said = new Map<RegExp, boolean>();
  const [first, last] = extentOf(text);
  return {
    text,
    label,
    says: (words) => {
      const known = said.get(words) ?? all(0).search(words) >= 0;
      said.set(words, known);
      return known;
    },
    before: remembered((place) => {
      const from = Math.max(0, place - reachBefore);
      const line = over(place) === undefined ? from : Math.max(from, text.lastIndexOf('\n', place - 1) + 1);
      return plainWords(text.slice(line, place));
    }),
    after: remembered((place) => {
      const behind = text.slice(place, place + reachAfter);
      const stop = behind.search(/[,;|\n\t\d]|\. |[.!?]$/);
      return plainWords(stop < 0 ? behind : behind.slice(0, stop));
    }),
    over,
    isAlone: (start, end) => start <= first && end >= last,
  };
}

/** The last answer is kept: several kinds ask of the same place in a row. */
function remembered<Result>(answer: (place: number) => Result): (place: number) => Result {
  let asked: number | undefined;
  let given: Result;
  return (place) => {
    if (asked !== place) given = answer(place);
    asked = place;
    return given;
  };
}

/** Where the first letter or digit stands, and where the last one ends. */
function extentOf(text: string): [first: number, last: number] {
  const sign = /[\p{L}\p{N}]/u;
  let last = text.length;
  while (last > 0 && !sign.test(text[last - 1] ?? '')) last -= 1;
  return [Math.max(0, text.search(sign)), last];
}
