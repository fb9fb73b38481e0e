import { weightedSum } from '../checksums/weighted-sum.ts';
import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { bounded, digitsOf, numbersIn } from '../text/numbers.ts';

/** Eight digits, their check digit, the issue of the card, and, after a slash or blank, the person's place on it. */
const pattern = bounded(
  '[2-6]\\d{3}(?<separator>[- .]?)\\d{5}\\k<separator>[1-9](?:(?:\\k<separator>| ?[-/] ?)[1-9])?',
);
const weights = [1, 3, 7, 9, 1, 3, 7, 9];

export const auMedicare: Recognizer = {
  kind: 'au-medicare',
  source: 'https://developer.digitalhealth.gov.au (Medicare card number, check digit)',
  region: 'AU',
  words: words('medicare(?: (?:card|no|nr|num|number))*|irn'),
  needs: ({ digits }) => digits >= 10,
  *find(text) {
    for (const { start, end, sign } of numbersIn(text, pattern)) {
      const digits = digitsOf(sign);
      if (weightedSum(digits, weights) % 10 !== digits[8]) continue;
      yield { start, end, strength: /^\d{4}\D|\/\d$/.test(text.slice(start, end)) ? 'strong' : 'weak' };
    }
  },
};
