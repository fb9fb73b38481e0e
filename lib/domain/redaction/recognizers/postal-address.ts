import { englishStreets } from '../address/english-streets.ts';
import { germanicStreets } from '../address/germanic-streets.ts';
import { easternAddresses, otherPlaces } from '../address/other-places.ts';
import { townWithPostcode, withAnyPlace, withPostcode, withSurePostcode } from '../address/parts.ts';
import { romanceStreets } from '../address/romance-streets.ts';
import { after, type Street } from '../address/street.ts';
import { words } from '../context/plain-words.ts';
import type { Recognizer, Sighting } from '../recognizer.ts';
import { letter, upper } from '../text/letters.ts';
import { isMonth } from '../text/months.ts';

/** In a field that is called an address: anything of a number and words. */
const line = new RegExp(
  `(?<![${letter}\\d])(?:\\d{1,5}[A-Za-z]?,? [${upper}][^\\n|;]{3,100}|[${upper}][${letter}'. -]{2,40},? \\d{1,5}[A-Za-z]?(?![${letter}\\d])[^\\n|;]{0,80})`,
  'g',
);
const lineHere = new RegExp(line.source, 'y');
/** Without any of these a postcode alone would be left out in the end. */
const saysSo =
  /addr|adres|anschrift|ship|bill|deliver|mailing|resid|live|locat|home|zip|post|liefer|wohn|plz|domicil|livraison|direcc|indirizz|endere|morada|street|stra(?:ß|ss)e|straat|calle|via|rua|ulica|zamiesz|osoite|住所|地址|주소|पता|адрес/i;
const labelled =
  /(?:address|adresse|anschrift|direcci[oó]n|indirizzo|endere[cç]o|adres|adress|osoite|住所|地址|주소)["']?\s{0,2}[:：=]\s{0,2}["']?/gi;

export const postalAddress: Recognizer = {
  kind: 'postal-address',
  source:
    'UPU S42 and the national address guides; towns and streets without a number are not addresses here',
  words: words(
    'address(?:es)?|addr|street|shipping|billing|delivery|delivere?d? to|ship to|mailing|residence|residing|lives? (?:at|in)|living at|located at|home|zip(?: code)?|post ?code|postal(?: code)?|anschrift|adresse|wohn\\w*|strasse|plz|lieferadresse|rechnungsadresse|domicile|livraison|direccion|domicilio|calle|indirizzo|via|endereco|morada|rua|adres|straat|ulica|zamieszka\\w*|adress|gatuadress|osoite',
    '住所|地址|주소|पता|адрес',
  ),
  against: null,
  needs: ({ digits, length }) => digits >= 1 && length >= 6,
  *find(text, { label }) {
    for (const streets of [englishStreets, romanceStreets, germanicStreets, otherPlaces])
      for (const street of streets(text)) yield* placed(text, street);
    for (const match of easternAddresses(text)) yield { ...whole(match), strength: 'strong' };
    if (label !== '' || saysSo.test(text))
      for (const match of text.matchAll(townWithPostcode)) yield { ...whole(match), strength: 'shape' };
    if (label !== '')
      for (const match of text.matchAll(line))
        if (hasHouse(match[0])) yield { ...whole(match), strength: 'shape' };
    for (const match of text.matchAll(labelled)) {
      // With a pattern of its own: the other one would go on from there in the next text.
      lineHere.lastIndex = match.index + match[0].length;
      const found = lineHere.exec(text);
      if (found) yield { ...whole(found), strength: 'shape' };
    }
  },
};

const numbersOfDay = /(?<!\d)\d{1,4}([-/.])\d{1,2}\1\d{2,4}(?!\d)/g;
const wordsOfDay = new RegExp(
  `([${letter}]{3,12})\\.? \\d{1,2}(?:,? \\d{4})?(?!\\d)|(?<!\\d)\\d{1,2}\\.? ([${letter}]{3,12})\\.?,?(?: \\d{4}(?![${letter}\\d])|$)`,
  'g',
);

/** Not so a day, which reads like a house and its street: `Jan 14, 2026` in a column called “Delivered”. */
function hasHouse(text: string): boolean {
  const rest = text
    .replace(numbersOfDay, '')
    .replace(wordsOfDay, (day, before?: string, behind?: string) =>
      isMonth(before ?? behind ?? '') ? '' : day,
    );
  return /\d/.test(rest);
}

/** The street with what follows of the address; of an unsure street, only a postcode makes one. */
function* placed(text: string, { start, end, by }: Street): Generator<Sighting> {
  if (by === 'sure') {
    yield { start, end: after(text, end, withAnyPlace) ?? end, strength: 'strong' };
    return;
  }
  const certain = by === 'number' ? after(text, end, withSurePostcode) : undefined;
  const last = certain ?? after(text, end, withPostcode);
  const isDay = by === 'number' && !certain && last !== undefined && !hasHouse(text.slice(start, last));
  if (last !== undefined && !isDay)
    yield { start, end: last, strength: by === 'number' && !certain ? 'shape' : 'strong' };
  else if (by === 'perhaps') yield { start, end, strength: 'shape' };
}

function whole(match: RegExpExecArray) {
  return { start: match.index, end: match.index + match[0].trimEnd().length };
}
