import { passesLuhn } from '../checksums/luhn.ts';
import { isInAddress, isPartOfOther } from '../context/look-alikes.ts';
import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { bounded, numbersIn } from '../text/numbers.ts';

/** Issuers by their leading digits, and how many digits their cards have. */
const issuers: readonly (readonly [prefix: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [16]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(?:6011|64[4-9]|65|62|81)/, [16, 17, 18, 19]],
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  [/^(?:220[0-4]|50[0-9]|5[6-8]|6[0-9]|8[12]|508|9792)/, [16]],
];

/** Rarer or shorter ones, which other numbers pass for more often. */
const lesserIssuers: typeof issuers = [
  [/^4/, [13, 19]],
  [/^(?:30[0-5]|309|36|3[89])/, [14, 16, 17, 18, 19]],
  [/^(?:2131|1800)/, [15]],
  [/^(?:5018|502|503|5[6-8]|6\d)/, [13, 14, 15, 17, 18, 19]],
];

const inGroups = [
  '\\d{4}(?<a> ?[-./_ ] ?)\\d{4}\\k<a>\\d{4}\\k<a>\\d{4}(?:\\k<a>\\d{1,3})?',
  '\\d{4}(?<b> ?[-./_ ] ?)\\d{6}\\k<b>\\d{4,5}',
  '\\d{4}(?<c> ?[-./_ ] ?)\\d{4}\\k<c>\\d{4}(?:\\k<c>\\d{1,3})?',
].join('|');
const pattern = bounded(`${inGroups}|\\d{12,19}`);

export const card: Recognizer = {
  kind: 'card',
  source: 'ISO/IEC 7812-1 and the issuers’ published ranges',
  words: words(
    '(?:credit|debit|payment|bank|charge|gift)? ?cards?(?: (?:no|nr|num|number|details|on file|holder))?|cc|ccn|pan|visa|master ?card|amex|american express|discover|diners|jcb|maestro|union ?pay|kreditkarten?\\w*|karten?(?:nummer|nr)?|carte(?: bancaire| bleue| de credit)?|tarjeta\\w*|carta di credito|cartao\\w*|creditcard\\w*|kortnummer|kort|karta|karty|kredi karti',
    'カード|信用卡|银行卡|카드|карт',
  ),
  needs: ({ digits }) => digits >= 12,
  *find(text) {
    for (const { start, end, sign, separated } of numbersIn(text, pattern)) {
      if (/^(\d)\1*$/.test(sign)) continue;
      if (!passesLuhn(sign)) {
        // With a digit wrong it is a card all the same, where words say so.
        if (sign.length === 16 || isOf(issuers, sign)) yield { start, end, strength: 'shape' };
        continue;
      }
      const joined = isPartOfOther(text, start, end) || isInAddress(text, start);
      if (isOf(issuers, sign)) yield { start, end, strength: joined ? 'weak' : 'proof' };
      else if (isOf(lesserIssuers, sign))
        yield {
          start,
          end,
          strength: joined || (!separated && !/^\d{13,15}$/.test(sign)) ? 'weak' : 'strong',
        };
      else yield { start, end, strength: sign.length >= 13 ? 'weak' : 'shape' };
    }
  },
};

function isOf(list: typeof issuers, sign: string): boolean {
  return list.some(([prefix, lengths]) => lengths.includes(sign.length) && prefix.test(sign));
}
