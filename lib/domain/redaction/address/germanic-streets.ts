import { letter, upper } from '../text/letters.ts';
import { house } from './parts.ts';
import { before, type Street } from './street.ts';

const sureTypes =
  'straße|strasse|str|weg|platz|allee|gasse|ufer|damm|chaussee|straat|gracht|plein|kade|dijk|singel|steenweg|gatan|vägen|torget|gade|vej|gaten|veien|katu|utca|caddesi|sokağı|sokak';
const otherTypes =
  'ring|hof|berg|markt|steig|graben|laan|gata|väg|vegen|plass|plads|tie|kuja|polku|út|tér|útja|allé|stigen|rak|kai';
const types = new RegExp(
  `(?<=[${letter}]|[${letter}] )(?:(${sureTypes})|${otherTypes})\\.?(?: Nr\\.?| No:?)? ?${house}(?: ?[A-Z])?(?![${letter}\\d]|[.,]\\d)`,
  'gi',
);
const beginning = new RegExp(
  `(?<![${letter}\\d])[${upper}][${letter}'-]{0,28}(?:[ -][${upper}][${letter}'-]{0,24}){0,2}[ -]?$`,
);

const located = new RegExp(
  `(?<![${letter}])(?:Unter den|An der|Auf der|Auf dem|In der|In den|Op de|Aan de|Aan den|Am|Im|Zum|Zur) [${upper}][${letter}-]{1,24}(?: [${upper}][${letter}-]{1,24})? ${house}(?![${letter}\\d])`,
  'g',
);

/** `Hauptstraße 12`, `Lange Straße 5`, `Storgatan 12`, `Unter den Linden 5`. */
export function* germanicStreets(text: string): Generator<Street> {
  for (const match of text.matchAll(types)) {
    const from = before(text, match.index, beginning);
    if (from !== undefined)
      yield {
        start: from,
        end: match.index + match[0].length,
        by: match[1] === undefined ? 'perhaps' : 'sure',
      };
  }
  for (const match of text.matchAll(located))
    yield { start: match.index, end: match.index + match[0].length, by: 'perhaps' };
}
