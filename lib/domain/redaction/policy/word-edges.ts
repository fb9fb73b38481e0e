/*
 * Where a word ends: `Ada` is a word of “Ada’s cat” and none of “Canada”. Scripts that are written without blanks, or
 * hang particles to their words, show no such place: what is sought there is found anywhere.
 */

/** A mark belongs to the letter before it. */
const isWord = /[\p{L}\p{M}\p{N}_]/u;
const isUnspaced =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;

/** What goes on with no word, as a class of RE2. */
export const edgeClass = String.raw`(?:[^\p{L}\p{M}\p{N}_]|[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}])`;

/** Whether what begins or ends with the sign has to begin or end a word. */
export function needsEdge(sign: string): boolean {
  return isWord.test(sign) && !isUnspaced.test(sign);
}

/** Whether a word goes on over `place`, which is beside something that needs an edge there. */
export function isInWord(text: string, place: number, beside: 'before' | 'after'): boolean {
  const sign = beside === 'after' ? signAt(text, place) : signBefore(text, place);
  return sign !== '' && isWord.test(sign) && !isUnspaced.test(sign);
}

export function signAt(text: string, place: number): string {
  const code = text.codePointAt(place);
  return code === undefined ? '' : String.fromCodePoint(code);
}

export function signBefore(text: string, place: number): string {
  const isPair = place > 1 && (text.codePointAt(place - 2) ?? 0) > 0xffff;
  return isPair ? text.slice(place - 2, place) : text.slice(Math.max(0, place - 1), place);
}
