import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { bounded, numbersIn } from '../text/numbers.ts';

/** As an SSN, but with 9 in front, and groups that SSNs of old did not have. */
const pattern = bounded(
  '9\\d{2}(?<separator> ?[-./_ ]? ?)(?:5\\d|6[0-5]|7\\d|8[0-8]|9[0-24-9])\\k<separator>\\d{4}',
);

export const usItin: Recognizer = {
  kind: 'us-itin',
  source: 'https://www.irs.gov/irm/part3/irm_03-021-263r',
  region: 'US',
  words: words(
    'itins?|individual tax ?payer\\w*(?: identification)?(?: (?:no|number))?|tax ?payer ?(?:id|identification)\\w*|tax id\\w*|tin|w ?7',
  ),
  needs: ({ digits }) => digits >= 9,
  *find(text) {
    for (const { start, end, separated } of numbersIn(text, pattern))
      yield { start, end, strength: separated ? 'strong' : 'shape' };
  },
};
