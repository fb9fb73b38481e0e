import { weightedSum } from '../checksums/weighted-sum.ts';
import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { bounded, digitsOf, numbersIn } from '../text/numbers.ts';

const pattern = bounded('[1-9]\\d(?<separator> ?[-/_ ]? ?)\\d{3}\\k<separator>\\d{3}\\k<separator>\\d{3}');
const weights = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];

export const auAbn: Recognizer = {
  kind: 'au-abn',
  source: 'https://abr.business.gov.au/Help/AbnFormat',
  region: 'AU',
  words: words('abns?|australian business(?: (?:no|nr|num|number))?|abr'),
  needs: ({ digits }) => digits >= 11,
  *find(text) {
    for (const { start, end, sign } of numbersIn(text, pattern)) {
      const [first = 0, ...others] = digitsOf(sign);
      if (new Set(sign).size < 3) continue;
      if (weightedSum([first - 1, ...others], weights) % 89 === 0) yield { start, end, strength: 'strong' };
    }
  },
};
