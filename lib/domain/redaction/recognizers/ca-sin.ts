import { passesLuhn } from '../checksums/luhn.ts';
import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { grouped, numbersIn } from '../text/numbers.ts';
import { isTaxFileNumber } from './au-tfn.ts';

const pattern = grouped(3, 3, 3);

export const caSin: Recognizer = {
  kind: 'ca-sin',
  source: 'https://www.canada.ca/en/employment-social-development/services/sin.html',
  region: 'CA',
  words: words(
    'sins?|social insurance(?: (?:no|nr|num|number|card))?|nas|(?:numero d )?assurance sociale|canadian tax\\w*|cra|t4',
  ),
  needs: ({ digits }) => digits >= 9,
  *find(text, { region }) {
    for (const { start, end, sign, separated } of numbersIn(text, pattern)) {
      if (/^(\d)\1*$/.test(sign) || !passesLuhn(sign)) continue;
      // 0 and 8 in front were never given to people.
      const asWritten = separated && /^[1-79]/.test(sign);
      // Australia's are written with blanks, Canada's with hyphens as well: of those that pass both checks each has its own.
      const isAustralian = region !== 'CA' && text[start + 3] === ' ' && isTaxFileNumber(sign);
      yield { start, end, strength: asWritten && !isAustralian ? 'strong' : 'weak' };
    }
  },
};
