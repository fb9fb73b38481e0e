import { end, house, names, start } from './parts.ts';
import { after, before, type Street } from './street.ts';

const sureTypes =
  'street|str|st|avenue|ave|road|rd|lane|ln|boulevard|blvd|terrace|crescent|parkway|pkwy|highway|hwy|turnpike|mews|nagar|marg|chowk|esplanade|causeway';
const otherTypes =
  'drive|dr|court|ct|place|pl|square|sq|way|circle|cir|trail|trl|close|gardens|grove|hill|row|walk|wharf|quay|parade|pde|rise|loop|alley|plaza|expressway|bypass|green|park|view|heights|crossing|ridge|cove|point|bazaar|cross|main|colony|layout|enclave|sector|salai|broadway';
const types = new RegExp(`(?<=[A-Za-z\\d.'\\u00c0-\\u024f] )(?:(${sureTypes})|${otherTypes})${end}`, 'gi');

const compass = '(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\\.?';
const unitWord =
  '[Aa]partment|[Aa]pt|APT|[Ss]uite|[Ss]te|STE|[Uu]nit|UNIT|[Ff]lat|[Ff]loor|[Rr]oom|[Rr]m|[Bb]uilding|[Bb]ldg|[Ll]ot|[Ll]evel|[Ss]hop';
const building = `(?:(?:Flat|Unit|Apartment|Apt|Suite|Shop|House|Plot|Door)\\.? (?:No\\.? ?)?[\\dA-Z]{1,6},? (?:[A-Z][a-z]{1,20} (?:House|Court|Towers?|Apartments|Building|Mansions|Residency),? )?)?`;
const houseAndName = new RegExp(
  `${start}${building}${house},? (?:${compass} )?(?:${names}|[A-Z]{1,3}(?: [A-Z]{1,3})?) $`,
);
const small = new RegExp(`${start}${house},? [a-z]{3,20}(?: [a-z]{3,20})? $`);
const rest = new RegExp(
  `\\.?(?: ${compass}${end})?(?:,? ?(?:(?:${unitWord})\\.? ?|#)#?[\\dA-Z]{1,5}(?:-[\\dA-Z]{1,3})?${end}){0,2}`,
  'y',
);

/** `221B Baker Street`, `1600 Pennsylvania Ave NW`, `Flat 3, 12 MG Road`. */
export function* englishStreets(text: string): Generator<Street> {
  for (const match of text.matchAll(types)) {
    const last = after(text, match.index + match[0].length, rest);
    if (last === undefined) continue;
    const sure = match[1] !== undefined;
    const from = before(text, match.index, houseAndName);
    if (from !== undefined) yield { start: from, end: last, by: sure ? 'sure' : 'perhaps' };
    // As people type it: the number and the kind of street are all there is to go by.
    else if (sure) {
      const typed = before(text, match.index, small);
      if (typed !== undefined) yield { start: typed, end: last, by: 'perhaps' };
    }
  }
}
