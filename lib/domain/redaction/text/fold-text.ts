/** A text in the characters that the recognizers know, and where each of them stood. */
export interface FoldedText {
  readonly text: string;
  /** Where in the original the folded character at `place` begins. */
  readonly startOf: (place: number) => number;
  /** Where in the original the folded character before `place` ends. */
  readonly endOf: (place: number) => number;
}

/** The zeros of the decimal digits of the scripts in daily use (Unicode, general category Nd). */
const zeros = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50,
  0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810,
];
const digits = new Map(zeros.flatMap((zero) => Array.from({ length: 10 }, (_, n) => [zero + n, String(n)])));

/** Mathematical digits lie beyond the basic plane: two code units each, in five styles. */
const mathematical = /\ud835[\udfce-\udfff]/;

/**
 * Digits of every script become ASCII's, full-width characters their usual ones, every blank a space, every dash a
 * hyphen; what is invisible goes. People paste such text, and pages show it, as often as the plain kind.
 */
export function foldText(original: string): FoldedText {
  if (!/[^\n\t\x20-\x7e]/.test(original)) return { text: original, startOf: same, endOf: same };
  const starts: number[] = [];
  let text = '';
  for (let place = 0; place < original.length; place += 1) {
    const pair = original.slice(place, place + 2);
    const folded = mathematical.test(pair)
      ? String((pair.charCodeAt(1) - 0xdfce) % 10)
      : fold(original.charCodeAt(place), original[place] ?? '');
    if (folded !== '') starts.push(place);
    text += folded;
    if (mathematical.test(pair)) place += 1;
  }
  const startOf = (place: number): number => starts[place] ?? original.length;
  const endOf = (place: number): number => {
    const last = startOf(place - 1);
    return last + (mathematical.test(original.slice(last, last + 2)) ? 2 : 1);
  };
  return { text, startOf, endOf };
}

const same = (place: number): number => place;

function fold(code: number, character: string): string {
  if (code < 0xa0) return code === 0x0d || code === 0x0b || code === 0x0c ? ' ' : character;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a)) return ' ';
  if (code === 0x202f || code === 0x205f || code === 0x3000) return ' ';
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xfe58 || code === 0xfe63) return '-';
  if (code === 0x2018 || code === 0x2019 || code === 0x02bc) return "'";
  if (code === 0x201c || code === 0x201d || code === 0xab || code === 0xbb) return '"';
  if (code === 0x3002 || code === 0xff61) return '.';
  return invisible(code) ? '' : (digits.get(code) ?? character);
}

/** Soft hyphen, zero widths, joiners, direction marks, byte order mark. */
function invisible(code: number): boolean {
  if (code === 0xad || code === 0xfeff || (code >= 0x2060 && code <= 0x2069)) return true;
  return (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e);
}
