import { weightedSum } from '../checksums/weighted-sum.ts';
import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { bounded, digitsOf, numbersIn } from '../text/numbers.ts';

/** The districts that numbers begin with: 00–12, 21–32, 61–72 and 80. */
const district = '(?:0\\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)';
const pattern = bounded(
  `${district}\\d{7}|${district}\\d{2}(?<separator>[- ])\\d{4}\\k<separator>\\d|${district}\\d[ -]\\d{3}[ -]\\d{3}`,
);
const weights = [3, 7, 1, 3, 7, 1, 3, 7, 1];

export const usAba: Recognizer = {
  kind: 'us-aba',
  source: 'https://www.aba.com/about-us/routing-number',
  region: 'US',
  words: words(
    'aba|abas|rtns?|routing(?: transit)?(?: ?(?:no|nr|num|number|code|#))?|transit (?:no|number)|ach|wire(?: transfer)?|fed ?wire|bank code',
  ),
  needs: ({ digits }) => digits >= 9,
  *find(text) {
    for (const { start, end, sign, separated } of numbersIn(text, pattern)) {
      if (sign === '000000000' || weightedSum(digitsOf(sign), weights) % 10 !== 0) continue;
      const likeACheque = separated && /^\d{4}/.test(text.slice(start, end));
      yield { start, end, strength: likeACheque ? 'strong' : 'weak' };
    }
  },
};
