import { weightedSum } from '../checksums/weighted-sum.ts';
import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { digitsOf, grouped, numbersIn } from '../text/numbers.ts';

const pattern = grouped(3, 3, 3);
const weights = [1, 4, 3, 7, 5, 8, 6, 9, 10];

export const auTfn: Recognizer = {
  kind: 'au-tfn',
  source: 'https://www.ato.gov.au/individuals-and-families/tax-file-number',
  region: 'AU',
  words: words('tfns?|tax ?file(?: ?(?:no|nr|num|number|#))?|australian tax\\w*|ato'),
  needs: ({ digits }) => digits >= 9,
  *find(text) {
    for (const { start, end, sign, separated } of numbersIn(text, pattern)) {
      if (/^(\d)\1*$/.test(sign) || !isTaxFileNumber(sign)) continue;
      yield { start, end, strength: separated ? 'strong' : 'weak' };
    }
  },
};

export function isTaxFileNumber(sign: string): boolean {
  return weightedSum(digitsOf(sign), weights) % 11 === 0;
}
