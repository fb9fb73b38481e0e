import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { bounded, numbersIn } from '../text/numbers.ts';

/** Digits may be replaced by letters (L = 0 … V = 9) where two people would have the same code. */
const digit = '[\\dL-NP-V]';
const pattern = bounded(
  `[A-Z]{3} ?[A-Z]{3} ?${digit}{2}[A-EHLMPRST]${digit}{2} ?[A-Z]${digit}{3} ?[A-Z]`,
  'gi',
);

/** What a sign at an odd place counts, counted from one: 0–9, then A–Z. */
const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
const oddLetters = [...odd, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

export const itFiscalCode: Recognizer = {
  kind: 'it-fiscal-code',
  source: 'Decreto del Ministero delle Finanze 23 dicembre 1976, n. 13813',
  region: 'IT',
  words: words('codice fiscale|cod ?fisc(?:ale)?|c f|cf|fiscal code|tessera sanitaria|italian tax\\w*'),
  needs: ({ length, digits }) => length >= 16 && digits > 0,
  *find(text) {
    for (const { start, end, sign } of numbersIn(text, pattern))
      if (/\d/.test(sign) && isControlled(sign)) yield { start, end, strength: 'proof' };
  },
};

function isControlled(sign: string): boolean {
  let sum = 0;
  for (let place = 0; place < 15; place += 1) {
    const letter = sign.charCodeAt(place) >= 65;
    const value = sign.charCodeAt(place) - (letter ? 65 : 48);
    sum += place % 2 === 1 ? value : ((letter ? oddLetters : odd)[value] ?? 0);
  }
  return sign.charCodeAt(15) - 65 === sum % 26;
}
