import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { bounded, numbersIn } from '../text/numbers.ts';

/**
 * Nine digits, or one letter and eight digits since 2021; beside them what other countries make of nine signs at most
 * (ICAO Doc 9303-4): one or two letters and digits, or letters among digits. There is no check digit outside the
 * machine-readable zone.
 */
const pattern = bounded(
  '[A-Za-z]{1,2} ?\\d{6,8}|\\d{9}|\\d{3}[ -]\\d{3}[ -]\\d{3}|(?=(?:[A-Z]*\\d){5})[A-Z][A-Z\\d]{8}',
);

export const usPassport: Recognizer = {
  kind: 'us-passport',
  source: 'https://travel.state.gov/content/travel/en/passports/passport-help/next-generation-passport.html',
  region: 'US',
  words: words(
    'pass ?ports?(?: ?(?:no|nr|num|number|id|book|card|#))*|travel document|reisepass\\w*|passnummer|passeports?|pasaportes?|passaport[oei]|paspoort\\w*|paszport\\w*|pas ?nummer',
    'パスポート|旅券|护照|護照|여권|паспорт|पासपोर्ट|جواز',
  ),
  needs: ({ digits }) => digits >= 5,
  *find(text) {
    for (const { start, end } of numbersIn(text, pattern)) yield { start, end, strength: 'shape' };
  },
};
