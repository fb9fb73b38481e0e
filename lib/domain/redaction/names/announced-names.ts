import type { Sighting } from '../recognizer.ts';
import { letter, upper } from '../text/letters.ts';
import { ambiguousNames } from './given-names.ts';
import { isNameAlone } from './lone-name.ts';
import { closing, greeting } from './name-patterns.ts';
import { isBrand, isDepartment, isGivenName, isOpening, isOtherWord, listForm } from './name-words.ts';
import { firms, machines, things, tools } from './named-after.ts';
import { isOrdinary } from './ordinary-words.ts';
import { everydaySurnames, knownSurnames, tradeSurnames } from './surnames.ts';

/*
 * Names in running text by what is done with people: `Ring Marcus at the gate`. The word in front never is enough by
 * itself: the name has to be on a list, or to be two words that are no others.
 */
const leads = {
  /** What a thing has that is somebody’s: `Owner: Hannah`. */
  whose: `(?:(?:owner|approval|manager|lead|approver|reviewer|requester|author|technician|supervisor|teacher|nurse|agent|caller|tenant|guest|attendee|driver|witness|participant)s?|point of contact)["']?(?:\\s?[:=|]|[\\t\\n])\\s{0,3}["']?`,
  /** Where it goes, which may be a place: `From: Milan`. */
  ways: `(?:from|to|by|with|prepared for|von|an|de|para|da|van)["']?(?:\\s?[:=|]|[\\t\\n])\\s{0,3}["']?`,
  closings: `${closing}(?:,|!| -) ?`,
  farewells: `${closing} `,
  greetings: `${greeting},? `,
  /** Behind these stand people alone, those on no list too. */
  agents:
    "(?:on behalf of|attn\\.?|fao|c/o|z\\. ?hd\\.|spoke(?:n)? (?:to|with)|b?cc(?:'d|ed|ing)?)(?: ?[:=])? ",
  /** Names that are words too: `Thank Rob`. */
  tasks:
    '(?:thank|remind(?:ed)?|hand(?:ed)?(?: it| this| them| over){0,2} to|reports? to|reporting to|escalated?(?: it| this)? to|(?:re)?assign(?:ed)?(?: it| this| them)? to|introduced? (?:you )?to|im auftrag von|de la part de|de parte de):? ',
  /** The same, but that machines are asked as well. */
  people:
    '(?:ask(?:ed|ing|s)?(?: for| after)?|tell|told|ring(?: up)?|rang|speak(?:ing)? (?:to|with)|talk(?:ed|ing)? (?:to|with)|(?:met|meet|check|checked|confirm|confirmed|chat|chatted|interview|lunch|meeting|appointment) with|reach(?:ed)? out to|frag(?:e|t|en sie)?|ruf(?:e|t|en sie)?|(?:sprich|sprechen sie|gesprochen|r[uü]cksprache) mit|wende(?:n sie sich| dich) an|demandez? [aà]|appelez?|pregunt[ae] (?:por|a)|llam[ae] a|chied[ai] (?:di|a)|chiam[ai]|bel|vraag(?: het aan)?):? ',
  /** Only names that are nothing else. */
  calls:
    '(?:call(?:ed|ing|s)?(?: up)?|phone[ds]?|text(?:ed)?|e-?mail(?:ed)?|messaged?|contact(?:ed|ez)?|notif(?:y|ied)|inform(?:ed)?|ping(?:ed)?|reply to|invite[ds]?|refund(?:ed)?|pa(?:y|id)|help(?:ed)?|loop in|contact person is) ',
  /** Behind these stands anything. */
  anything:
    '(?:meet|met|visit(?:ed)?|see|saw|reach|sen[dt] (?:it |this |them )?to|g(?:ive|ave|iven) (?:it |this |them )?to|forward(?:ed)? (?:it |this |them )?to|g[ai]ve|follow(?:ed)?|join(?:ed)?|let|copy) ',
  means: '(?:with|mit|avec|con|bei|met) ',
  prepositions: '(?:from|by|for|to|von|an|f[uü]r|pour|para|voor) ',
};
type Lead = keyof typeof leads;

const lead = new RegExp(
  `(?<![${letter}\\d_/@.-])(?:${Object.entries(leads)
    .map(([kind, pattern]) => `(?<${kind}>${pattern})`)
    .join('|')})`,
  'gi',
);

const part = `[${upper}][${letter}]{1,30}(?:['-][${letter}]{1,30}){0,2}`;
const run = new RegExp(
  `${part}(?: (?:(?:de|del|da|van|von|der|den|bin|al|el|la|le) ){0,2}${part}){0,3}(?![${letter}\\d_@]|[.-][${letter}\\d]|/(?![${upper}]))`,
  'y',
);
const others = /,? (?:and|or|und|oder|et|ou|y|o|e|en) | ?[,;&/] ?/y;
const colon = / ?[:=]/y;
const lineEnd = /[.!]?\s*(?:\n|$)/y;
const itemEnd = /\s*(?:[,;&/|)\t\n]|\.?\s*$|,? (?:and|or|und|et|y|e|en) )/y;

/** Names behind words that announce somebody, and those that go on in a list with them. */
export function* announcedNames(text: string): Generator<Sighting> {
  for (const match of text.matchAll(lead)) {
    const kind = Object.entries(match.groups ?? {}).find(([, said]) => said !== undefined)?.[0] as Lead;
    const isList = kind === 'whose' || kind === 'ways' || kind === 'agents';
    const unknown: Sighting[] = [];
    let isKnown = false;
    let place = match.index + match[0].length;
    for (let count = 0; count < 8; count += 1) {
      const name = nameAt(text, place, kind);
      if (!name && !isList) break;
      const end = name ? name.end : stepOver(text, place);
      if (end === place) break;
      if (name) yield name;
      if (name?.strength !== 'shape' && kind !== 'ways' && isUnknown(text.slice(place, end)))
        unknown.push({ start: place, end, strength: 'shape', stance: 'for' });
      isKnown ||= name?.strength === 'shape';
      if (!isAt(others, text, end)) break;
      place = others.lastIndex;
    }
    // Who stands in a list with somebody is somebody.
    if (isKnown) yield* unknown;
  }
}

function isAt(pattern: RegExp, text: string, place: number): boolean {
  pattern.lastIndex = place;
  return pattern.test(text);
}

/** Behind what else a list holds here. */
function stepOver(text: string, place: number): number {
  if (!isAt(run, text, place)) return place;
  const end = run.lastIndex;
  return isAt(itemEnd, text, end) ? end : place;
}

function nameAt(text: string, place: number, kind: Lead): Sighting | undefined {
  run.lastIndex = place;
  const words = run.exec(text)?.[0].split(' ') ?? [];
  const whole = run.lastIndex;
  const [first = '', second = ''] = words.map((word) => word.replace(/'s$/, ''));
  if (first === '' || isOtherWord(first, second) || isOpening(first)) return undefined;
  if (isBrand(first, second) || isAt(firms, text, place)) return undefined;
  // `From: Hannah To: Marcus`
  const isLabel = words.length === 2 && isAt(colon, text, whole);
  if (second && isOtherWord(second, first) && !isDay.test(second) && !isLabel) return undefined;
  if (text[whole] === '/' && kind !== 'whose') return undefined;
  const isListed = isSomebody(first, kind);
  if (!isListed && !isUnknownHere(words, kind, text, whole)) return undefined;
  const end = place + lengthOf(words);
  // `Lunch by Wendy's` is no laptop of hers.
  const isShop = text.startsWith("'s", end) && !/^'s [a-z]/.test(text.slice(end, end + 4));
  if (isShop && (kind === 'means' || kind === 'prepositions')) return undefined;
  const isClosing = kind === 'closings' || kind === 'farewells';
  const isThanks = isThanked.test(text.slice(Math.max(0, place - 12), place)) && isClear(first);
  if (isClosing && !isThanks && !isAt(lineEnd, text, end)) return undefined;
  const isSure = isListed || ((kind === 'agents' || kind === 'tasks') && words.length > 1);
  return isSure
    ? { start: place, end, strength: 'shape', stance: 'for' }
    : { start: place, end, strength: 'weak', stance: 'none' };
}

function lengthOf(words: readonly string[]): number {
  let length = 0;
  for (const [at, word] of words.entries()) {
    if (at > 0 && (isOtherWord(word, words[at - 1]) || isDay.test(word))) break;
    if (at > 1 && isDepartment(word)) break;
    length += (at > 0 ? 1 : 0) + word.length;
    if (word.endsWith("'s")) return length - 2;
  }
  return length;
}

const isThanked = /thank(?:s|[ \n]you),? $/i;
const isDay = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day|^(?:today|tomorrow|now)$/i;
/** Hardly ever anything else: of names that are words too those that are, where people are spoken to. */
const mostlyNames: ReadonlySet<string> = new Set(
  'rob bob ted fred jim harry luke charlotte tyler kelly julian maya molly holly oscar carmen riley robin'.split(
    ' ',
  ),
);

function isClear(word: string): boolean {
  return isGivenName(word) && isNameAlone(word);
}

function isSomebody(word: string, kind: Lead): boolean {
  const form = listForm(word);
  if (isThing(form, kind)) return false;
  if (isClear(word)) return true;
  const isSpokenTo = /^(?:greetings|closings|agents|tasks|people)$/.test(kind);
  if (isSpokenTo && ambiguousNames.has(form)) return true;
  if (mostlyNames.has(form) && kind !== 'prepositions' && kind !== 'means') return true;
  return /^(?:agents|tasks|people|calls|anything)$/.test(kind) && isSurname(form);
}

function isThing(form: string, kind: Lead): boolean {
  const isAnything = /^(?:ways|anything|means|prepositions)$/.test(kind);
  if (isAnything || kind === 'people' || kind === 'calls') if (machines.has(form)) return true;
  return (isAnything && things.has(form)) || ((kind === 'means' || kind === 'ways') && tools.has(form));
}

function isSurname(form: string): boolean {
  return knownSurnames.has(form) && !everydaySurnames.has(form) && !tradeSurnames.has(form);
}

/** Words on no list where only people stand: two of them, `Ask Xolani Mbeki`, or one that work is given to. */
function isUnknownHere(words: readonly string[], kind: Lead, text: string, end: number): boolean {
  const isTold = kind === 'agents' || kind === 'tasks';
  if (!isTold && kind !== 'people') return false;
  return isUnknown(words.join(' ')) && (words.length > 1 || (isTold && isAt(itemEnd, text, end)));
}

function isUnknown(name: string): boolean {
  const words = name.split(' ');
  return words.length < 4 && words.every((word) => titleCase.test(word) && !isOrdinary(word));
}

const titleCase = new RegExp(`^(?:[${upper}][a-z\\u00df-\\u024f'-]{2,}|[a-z]{2,3})$`);

const alone = new RegExp(
  `(?<=(?<![${letter}\\d_.-])[a-z\\u00df-\\u024f']{1,20}[,;]? )(?<!(?<![${letter}])(?:the|a|an|le|la|el|der|die|das|st) )[${upper}][${letter}]{2,30}(?:-[${upper}][${letter}]{1,30})?(?='s(?![${letter}])|(?![${letter}\\d_@/'-]|\\.[${letter}\\d]))(?! [${upper}\\d])`,
  'g',
);

/** A given name within a sentence, with nothing that announces it: for the strict alone. */
export function* namesWithin(text: string): Generator<Sighting> {
  for (const { index, 0: name } of text.matchAll(alone)) {
    const form = listForm(name);
    if (isClear(name) && !things.has(form) && !machines.has(form))
      yield { start: index, end: index + name.length, strength: 'weak', stance: 'none' };
  }
}
