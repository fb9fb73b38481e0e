import { weightedSum } from '../checksums/weighted-sum.ts';
import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { bounded, digitsOf, numbersIn } from '../text/numbers.ts';

/** Year, month with the century in its tens, day, serial, check digit. */
const pattern = bounded('\\d{11}|\\d{6}[- ]\\d{5}|\\d{2}[- ]\\d{2}[- ]\\d{2}[- ]\\d{5}');
const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1];

export const plPesel: Recognizer = {
  kind: 'pl-pesel',
  source: 'Ustawa z dnia 24 września 2010 r. o ewidencji ludności, art. 15–19',
  region: 'PL',
  words: words(
    'pesel\\w*|nr pesel|numer ewidencyjny|ewidencj\\w*|polish (?:id|national)\\w*|national id\\w*',
  ),
  needs: ({ digits }) => digits >= 11,
  *find(text) {
    for (const { start, end, sign } of numbersIn(text, pattern)) {
      if (weightedSum(digitsOf(sign), weights) % 10 !== 0 || !isDay(sign)) continue;
      yield { start, end, strength: isOfTheLiving(sign) ? 'strong' : 'weak' };
    }
  },
};

function isDay(sign: string): boolean {
  const month = Number(sign.slice(2, 4)) % 20;
  const day = Number(sign.slice(4, 6));
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

/** Months of 1900 are as they are, of 2000 with 20 added; 80 stands for 1800, 40 and 60 for what is to come. */
function isOfTheLiving(sign: string): boolean {
  return Number(sign.slice(2, 4)) < 40;
}
