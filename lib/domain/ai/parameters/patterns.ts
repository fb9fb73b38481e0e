import type { ParameterKind } from '../../../contracts/guides/parameter.ts';

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const day = '(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?';
const year = '(?:19|20)\\d{2}';
const currency = '(?:[€$£¥₹]|EUR|USD|GBP|CHF|NOK|SEK|DKK|kr)';
const figure = '\\d{1,3}(?:[ .,’]\\d{3})*(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d+)?';

const whole = (pattern: string, flags = 'giu') =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, flags);

/** What each kind looks like, the most telling first: what one has taken is not looked at again. */
export const patterns: readonly (readonly [ParameterKind, RegExp])[] = [
  ['email', /[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[\p{L}]{2,}/giu],
  ['date', whole(`${year}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\\d|3[01]))?`)],
  ['date', whole(`\\d{1,2}([./-])\\d{1,2}\\1(?:${year}|\\d{2})`)],
  ['date', whole(`${day} ${month}\\.?(?:,? ${year})?`)],
  ['date', whole(`${month}\\.? ${day}(?:,? ${year})?`)],
  ['date', whole(`${month}\\.? ${year}`)],
  ['time', whole('(?:[01]?\\d|2[0-3])[:.h][0-5]\\d(?::[0-5]\\d)?(?: ?[ap]\\.?m\\.?)?')],
  ['time', whole('(?:1[0-2]|[1-9]) ?[ap]\\.?m\\.?')],
  ['amount', new RegExp(`${currency} ?(?:${figure})(?![\\p{L}\\p{N}])`, 'giu')],
  ['amount', new RegExp(`(?<![\\p{L}\\p{N}])(?:${figure}) ?(?:${currency}|%)(?![\\p{L}\\p{N}])`, 'giu')],
  // Letters and figures in one word, as numbers of invoices and orders have them.
  [
    'identifier',
    whole('(?=[\\w-]*\\d)(?=[\\w-]*\\p{L})[\\p{Lu}\\d][\\p{L}\\d]*(?:[-_/][\\p{L}\\d]+)*', 'gu'),
  ],
  ['identifier', /(?<!\S)#\d{1,12}(?![\p{L}\p{N}])/gu],
  ['number', whole(figure)],
];
