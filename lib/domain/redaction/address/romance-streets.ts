import { letter } from '../text/letters.ts';
import { house, names, particle, start } from './parts.ts';
import { after, before, type Street } from './street.ts';

const sureTypes =
  'calle|c\\/|avenida|avda\\.?|paseo|piazza|viale|vicolo|rua|travessa|praça|alameda|rodovia|ulica|ul\\.|aleja|aleje|osiedle|rue|chaussée|jalan|carrer|rúa|chemin|impasse|allée|quai|faubourg|boulevard|bd';
const otherTypes =
  'via|largo|corso|strada|plaza|camino|ronda|carrera|estrada|avenue|av\\.|place|route|cours|passage|square|sentier|ruelle|al\\.|pl\\.|os\\.|r\\.';
const types = new RegExp(`(?<![${letter}\\d])(?:(${sureTypes})|${otherTypes})(?=[ ${letter}])`, 'gi');

const number = `(?:n[.º°]? ?|nº ?|no\\. ?|n° ?|núm\\. ?)?${house}`;
const unit =
  '(?:,? ?(?:lok\\.?|m\\.|apto\\.?|ap\\.?|piso|bloco|int\\.?|interno|scala|bt[ea]?) ?[\\dA-Z]{1,4}|,? ?\\d{1,2}[ºª°](?: ?[A-Z])?)?';
const nameAndHouse = new RegExp(
  ` ?(?:${particle} ){0,3}(?:[dl]')?(?:\\d{1,2} (?:de |di )?)?${names},? ?${number}${unit}(?![${letter}\\d])`,
  'y',
);
const houseInFront = new RegExp(`${start}${house}(?: ?(?:bis|ter|quater))?,? $`);
const nameAlone = new RegExp(` (?:${particle} ){0,2}(?:[dl]')?${names}`, 'y');

/** `Calle Mayor 5`, `Rua Augusta, 1200`, `ul. Prosta 51`; `12 bis rue de la Paix`. */
export function* romanceStreets(text: string): Generator<Street> {
  for (const match of text.matchAll(types)) {
    const sure = match[1] !== undefined;
    const behind = match.index + match[0].length;
    const from = before(text, match.index, houseInFront);
    const named = from === undefined ? undefined : after(text, behind, nameAlone);
    // A number in front is the house; only then can the street's type be any of these.
    if (from !== undefined && named !== undefined)
      yield { start: from, end: named, by: sure ? 'sure' : 'perhaps' };
    else {
      const last = after(text, behind, nameAndHouse);
      if (last !== undefined) yield { start: match.index, end: last, by: sure ? 'sure' : 'perhaps' };
    }
  }
}
