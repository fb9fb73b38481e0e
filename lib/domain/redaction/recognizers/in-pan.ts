import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { bounded, numbersIn } from '../text/numbers.ts';

/** The fourth letter tells what the holder is (P: a person); the rule of the last letter is not public. */
const pattern = bounded('[A-Z]{3}[ABCEFGHJLPT][A-Z][ -]?\\d{4}[ -]?[A-Z]', 'gi');

export const inPan: Recognizer = {
  kind: 'in-pan',
  source: 'https://incometaxindia.gov.in (Permanent Account Number, structure)',
  region: 'IN',
  words: words(
    'pan(?: (?:card|no|nr|num|number|id))*|permanent account(?: (?:no|number))?|income tax',
    'पैन|स्थायी खाता',
  ),
  needs: ({ digits, length }) => digits >= 4 && length >= 10,
  *find(text) {
    for (const { start, end } of numbersIn(text, pattern)) {
      const written = text.slice(start, end);
      const plain = /^[A-Z]{5}\d{4}[A-Z]$/.test(written);
      yield { start, end, strength: plain ? 'strong' : 'weak' };
    }
  },
};
