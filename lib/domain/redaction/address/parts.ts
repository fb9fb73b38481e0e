import { letter, upper } from '../text/letters.ts';

/* Parts of addresses. All repetitions are bounded, so that no text takes more than a fixed number of looks at a place. */

/** Nothing of the same word or number goes on here. */
export const end = `(?![${letter}\\d])`;
export const start = `(?<![${letter}\\d]|\\d[./-]|[$€£¥])`;

const word = `[${upper}][${letter}'.-]{0,24}`;
export const particle =
  '(?:de|del|della|delle|dei|di|da|do|dos|das|du|des|la|le|les|los|las|el|y|e|of|the|van|von|der|den|zum|zur|am|an|im)';
const name = `(?:(?:${particle} |[dl]')?${word}|\\d{1,3}(?:st|nd|rd|th))`;
export const names = `${name}(?: ${name}){0,3}`;

/** `12`, `12a`, `12-14`, `12/3`. */
export const house = '\\d{1,5}[A-Za-z]?(?:[-/]\\d{1,4}[A-Za-z]?)?';

const part = `[${upper}][${letter}'.-]{1,24}`;
const town = `${part}(?:[ -](?:${part}|de|du|la|le|les|sur|am|an|der|den|do|da|of|the|upon|under)){0,3}`;
/** Before a postcode anything that towns and states are written with. */
const region = `[${upper}][${letter}'. -]{1,40}?`;
const parting = '(?:,? ?\\n ?|, ?| - | \\| | · | )';

const usPostcode = '\\d{5}(?:-\\d{4})?';
const canadianPostcode = '[ABCEGHJ-NPRSTVXY]\\d[A-Z][ -]?\\d[A-Z]\\d';
const britishPostcode = '[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[ABD-HJLNP-UW-Z]{2}';
const dutchPostcode = '\\d{4} ?[A-Z]{2}';
/** Four to six digits, `00-590`, `111 22`, `01304-001`, `100-0001`; some with the country in front. */
const digitsPostcode =
  '(?:[A-Z]{1,2}-? ?)?(?:\\d{5}-\\d{3}|\\d{2}-\\d{3}|\\d{3}-\\d{4}|\\d{4}-\\d{3}|\\d{3} \\d{3}|\\d{3} \\d{2}|\\d{6}|\\d{5}|\\d{4})';
const anyPostcode = `(?:${canadianPostcode}|${britishPostcode}|${dutchPostcode}|\\d{5}-\\d{4}|${digitsPostcode})${end}(?![.,]\\d)`;

const country =
  '(?:USA|U\\.S\\.A\\.|US|UK|GB|United States(?: of America)?|United Kingdom|England|Scotland|Wales|Northern Ireland|Ireland|Canada|Australia|New Zealand|Germany|Deutschland|Austria|Österreich|Switzerland|Schweiz|Suisse|France|Spain|España|Italy|Italia|Portugal|Brazil|Brasil|(?:The )?Netherlands|Nederland|Belgium|Belgique|België|Poland|Polska|Sweden|Sverige|Norway|Norge|Denmark|Danmark|Finland|Suomi|India|Japan|México|Mexico)';

const postcodeFirst = `${parting}${anyPostcode}(?: ${town})?(?: \\([A-Z]{2}\\)|,? [A-Z]{2}${end})?`;
const townFirst = `${parting}${region}(?:, ${region}){0,2}(?:,? ?\\n ?|,? | - )${anyPostcode}`;
const townAlone = `, ${town}(?:,? [A-Z]{2,3}${end})?`;
const inCountry = `(?:,? ?\\n? ?${country}${end})?`;

/* What follows a street: town, state, postcode, country, in the orders that countries have. */
export const withPostcode = new RegExp(`(?:${postcodeFirst}|${townFirst})${inCountry}`, 'y');
export const withAnyPlace = new RegExp(`(?:${postcodeFirst}|${townFirst}|${townAlone})?${inCountry}`, 'y');
/** A postcode that nothing else is written like. */
export const withSurePostcode = new RegExp(
  `${parting}${region}(?:, ${region}){0,2}(?:,? ?\\n ?|,? )(?:${britishPostcode}|(?:[A-Z]{2} )?${canadianPostcode}|[A-Z]{2},? ${usPostcode}|${dutchPostcode} ${town})${end}`,
  'y',
);

/** A town with its postcode, which gives no house away but stands in addresses alone. */
export const townWithPostcode = new RegExp(
  `${start}(?:${[
    `${digitsPostcode} ${town}`,
    `${town},? [A-Z]{2} ${usPostcode}`,
    `${dutchPostcode} ${town}`,
    `(?:${town},? )?${britishPostcode}`,
    `(?:${town},? (?:[A-Z]{2} )?)?${canadianPostcode}`,
  ].join('|')})${end}(?![.,-]\\d)`,
  'g',
);
