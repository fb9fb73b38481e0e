import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { bounded, numbersIn } from '../text/numbers.ts';

/** Areas 000, 666 and 9xx, group 00 and serial 0000 were never given out. */
const pattern = bounded(
  '(?!000|666|9)\\d{3}(?<separator> ?[-./_ ]? ?)(?!00)\\d{2}\\k<separator>(?!0000)\\d{4}',
);

export const usSsn: Recognizer = {
  kind: 'us-ssn',
  source: 'https://www.ssa.gov/employer/randomization.html',
  region: 'US',
  words: words(
    'ssns?|ss ?(?:no|number|#)|soc(?:ial)?(?: |\\.)?sec(?:urity)?(?: (?:no|nr|num|number|card))?|social ?(?:#|number)|social|tax ?payer ?(?:id|identification)\\w*|tin|w ?9|seguro social|numero de seguro',
    '社会保障|社會保障|사회보장',
  ),
  needs: ({ digits }) => digits >= 9,
  *find(text) {
    for (const { start, end, sign, separated } of numbersIn(text, pattern)) {
      if (/^(\d)\1*$/.test(sign)) continue;
      yield { start, end, strength: separated ? 'strong' : 'shape' };
    }
  },
};
