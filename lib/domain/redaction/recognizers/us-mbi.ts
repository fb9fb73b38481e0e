import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { bounded, numbersIn } from '../text/numbers.ts';

/** Letters but S, L, O, I, B and Z; eleven signs, whose kinds are fixed by place. */
const letter = '[AC-HJKMNP-RT-Yac-hjkmnp-rt-y]';
const either = '[\\dAC-HJKMNP-RT-Yac-hjkmnp-rt-y]';
const separator = '[- ]?';
const pattern = bounded(
  `[1-9]${letter}${either}\\d${separator}${letter}${either}\\d${separator}${letter}{2}\\d{2}`,
);

export const usMbi: Recognizer = {
  kind: 'us-mbi',
  source: 'https://www.cms.gov/medicare/new-medicare-card/understanding-the-mbi-with-format.pdf',
  region: 'US',
  words: words('mbis?|medicare(?: beneficiary)?(?: (?:id|identifier|no|number|card))?|beneficiary\\w*'),
  needs: ({ digits, length }) => digits >= 5 && length >= 11,
  *find(text) {
    for (const { start, end, separated } of numbersIn(text, pattern)) {
      const capital = text.slice(start, end) === text.slice(start, end).toUpperCase();
      yield { start, end, strength: capital || separated ? 'strong' : 'weak' };
    }
  },
};
