import { passesVerhoeff } from '../checksums/verhoeff.ts';
import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { bounded, numbersIn } from '../text/numbers.ts';

/** Not the head of a longer number in groups of four, such as a card's. */
const pattern = bounded(
  '(?<!\\d{4}[ -])[2-9]\\d{3}(?<separator> ?[-./_ ]? ?)\\d{4}\\k<separator>\\d{4}(?![ -]\\d{4})',
);

export const inAadhaar: Recognizer = {
  kind: 'in-aadhaar',
  source: 'https://uidai.gov.in/en/my-aadhaar/about-your-aadhaar.html',
  region: 'IN',
  words: words(
    'aa?dha?ar(?: (?:card|no|nr|num|number|id))*|uidai|uid(?: (?:no|number))?|unique identification(?: (?:no|number))?',
    'आधार|ஆதார்|ఆధార్|ಆಧಾರ್|আধার|આધાર',
  ),
  needs: ({ digits }) => digits >= 12,
  *find(text) {
    for (const { start, end, sign, separated } of numbersIn(text, pattern)) {
      if (/^(\d)\1*$/.test(sign) || !passesVerhoeff(sign)) continue;
      yield { start, end, strength: separated ? 'strong' : 'weak' };
    }
  },
};
