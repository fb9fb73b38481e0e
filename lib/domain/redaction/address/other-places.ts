import { letter } from '../text/letters.ts';
import { house, names, start } from './parts.ts';
import type { Street } from './street.ts';

const box = new RegExp(
  `(?<![${letter}])(?:[Pp]\\.? ?[Oo]\\.? ?[Bb][Oo][Xx]|Post Office Box|GPO Box|Private Bag|Locked Bag|Postfach|Postbus|Boîte postale|Apartado(?: de Correos| Postal)?|Caixa Postal|Casella Postale|skr\\.? ?poczt\\.?|Postboks) ?(?:[Nn]o\\.? ?)?\\d[\\d ]{0,8}\\d?(?![${letter}\\d])`,
  'g',
);
const untyped = new RegExp(`${start}(?:${house},? ${names}|${names},? ${house}(?=,))(?![${letter}\\d])`, 'g');

/** Boxes at post offices; and a number and a name, which are an address with a postcode alone. */
export function* otherPlaces(text: string): Generator<Street> {
  for (const match of text.matchAll(box))
    yield { start: match.index, end: match.index + match[0].trimEnd().length, by: 'sure' };
  for (const match of text.matchAll(untyped))
    yield { start: match.index, end: match.index + match[0].length, by: 'number' };
}

const han = '\\u4e00-\\u9fff\\u3040-\\u30ff';
const hangul = '\\uac00-\\ud7af';
const eastern = new RegExp(
  [
    `(?:〒 ?\\d{3}-?\\d{4}[ ,]*)?[\\u4e00-\\u9fff]{2,4}[都道府県省市][${han}]{1,24}?[区市町村郡路街道][${han}\\d]{0,24} ?\\d{1,4}(?:[-丁目番地号號]{1,3}\\d{1,4}){0,3}(?:[号號番地室]|丁目)?`,
    '〒 ?\\d{3}-?\\d{4}',
    '\\d{1,3}丁目 ?\\d{1,3}番地?(?:の? ?\\d{1,4}号?)?',
    `[${hangul}]{1,8}[시도] [${hangul}]{1,8}[구군시] [${hangul}\\d]{1,14}[로길] ?\\d{1,4}(?:-\\d{1,3})?`,
  ].join('|'),
  'g',
);

/** Japan, Korea and China write from the large to the small. */
export function* easternAddresses(text: string): Generator<RegExpExecArray> {
  yield* text.matchAll(eastern);
}
