import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { bounded, numbersIn } from '../text/numbers.ts';

/** No D, F, I, Q, U or V in front, no O in second place, and some pairs never; the last letter is A to D. */
const pattern = bounded(
  '(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?<separator>[- .]?)\\d{2}\\k<separator>\\d{2}\\k<separator>\\d{2}\\k<separator>[A-D]' +
    '|(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][- ]?\\d{6}[- ]?[A-D]',
  'gi',
);

export const ukNino: Recognizer = {
  kind: 'uk-nino',
  source: 'https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110',
  region: 'GB',
  words: words(
    'ninos?|ni ?(?:no|nr|num|number|#)|national insurance(?: (?:no|nr|num|number))?|nat ins|insurance number|hmrc|payroll|paye',
  ),
  needs: ({ digits, length }) => digits >= 6 && length >= 9,
  *find(text) {
    for (const { start, end, separated } of numbersIn(text, pattern)) {
      const written = text.slice(start, end);
      const capital = written === written.toUpperCase();
      yield { start, end, strength: capital || separated ? 'strong' : 'weak' };
    }
  },
};
