import { weightedSum } from '../checksums/weighted-sum.ts';
import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { digitsOf, grouped, numbersIn } from '../text/numbers.ts';

const pattern = grouped(3, 3, 4);
const weights = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];

export const ukNhs: Recognizer = {
  kind: 'uk-nhs',
  source: 'https://www.datadictionary.nhs.uk/attributes/nhs_number.html',
  region: 'GB',
  words: words(
    'nhs(?: ?(?:no|nr|num|number|id|#))*|national health(?: service)?(?: (?:no|number))?|health service (?:no|number)|hc number|patient (?:no|number|id|identifier)|patient',
  ),
  needs: ({ digits }) => digits >= 10,
  *find(text) {
    for (const { start, end, sign, separated } of numbersIn(text, pattern)) {
      if (/^(\d)\1*$/.test(sign) || weightedSum(digitsOf(sign), weights) % 11 !== 0) continue;
      const asWritten = text[start + 3] === ' ' || (separated && !isNorthAmerican(sign));
      yield { start, end, strength: asWritten ? 'strong' : isMoment(sign) && !separated ? 'shape' : 'weak' };
    }
  },
};

/** Telephone numbers of North America are grouped in the same way; neither area nor exchange begins with 0 or 1. */
function isNorthAmerican(sign: string): boolean {
  return /^[2-9]\d\d[2-9]/.test(sign);
}

/** Seconds since 1970, of the years 2014 to 2033: what stands in logs and addresses more often. */
function isMoment(sign: string): boolean {
  return /^1[4-9]/.test(sign);
}
