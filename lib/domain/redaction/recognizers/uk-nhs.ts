import { weightedSum } from '../checksums/weighted-sum.ts';
import { words } from '../context/plain-words.ts';
import { isNorthAmerican } from '../phone/area-codes.ts';
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
      // Telephone numbers of North America are grouped in the same way, with hyphens.
      const asWritten =
        text[start + 3] === ' ' || (separated && (!isNorthAmerican(sign) || isGivenOut(sign)));
      yield { start, end, strength: asWritten ? 'strong' : isMoment(sign) && !separated ? 'shape' : 'weak' };
    }
  },
};

/**
 * England and Wales have 4, 6 and 7 in front, Northern Ireland 32 to 39, Scotland a day of birth: with its check digit,
 * which one telephone number in eleven passes, such a number is rather one of theirs. 555 is in nobody’s but examples.
 */
function isGivenOut(sign: string): boolean {
  return (
    /^(?:[467]|3[2-9]|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]))/.test(sign) && sign.slice(3, 6) !== '555'
  );
}

/** Seconds since 1970, of the years 2014 to 2033: what stands in logs and addresses more often. */
function isMoment(sign: string): boolean {
  return /^1[4-9]/.test(sign);
}
