import { passesLuhn } from '../checksums/luhn.ts';
import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { bounded, numbersIn } from '../text/numbers.ts';

const pattern = bounded('[12]\\d{9}|[12]\\d{2}[- ]\\d{3}[- ]\\d{4}|[12]\\d{3}[- ]\\d{3}[- ]\\d{3}');

export const usNpi: Recognizer = {
  kind: 'us-npi',
  source:
    'https://www.cms.gov/Regulations-and-Guidance/Administrative-Simplification/NationalProvIdentStand/Downloads/NPIcheckdigit.pdf',
  region: 'US',
  words: words(
    'npis?|national provider(?: (?:id|identifier|no|number))?|provider (?:id|identifier|no|number|npi)|prescriber(?: id)?',
  ),
  needs: ({ digits }) => digits >= 10,
  *find(text) {
    // As a card issuer's number of the United States' health applications: 80840.
    for (const { start, end, sign } of numbersIn(text, pattern))
      if (passesLuhn(`80840${sign}`)) yield { start, end, strength: 'weak' };
  },
};
