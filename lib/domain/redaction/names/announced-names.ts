import type { Sighting } from '../recognizer.ts';
import { letter, upper } from '../text/letters.ts';
import { ambiguousNames } from './given-names.ts';
import { isNameAlone } from './lone-name.ts';
import { isGivenName, isOtherWord, listForm } from './name-words.ts';
import { everydaySurnames, knownSurnames, tradeSurnames } from './surnames.ts';

/*
 * Names in running text by what is done with people: `Ring Marcus at the gate`. The word in front never is enough by
 * itself: the name has to be on a list, or to be two words that are no others.
 */

/** Behind these stand people: names that are words too (`Ask Rob`), and of two words those on no list. */
const people =
  "ask(?:ed|ing|s)?(?: for| after)?|tell|told|ring(?: up)?|rang|sp(?:oke|eak|oken|eaking) (?:to|with)|talk(?:ed|ing)? (?:to|with)|thank|remind(?:ed)?|on behalf of|attn\\.?|fao|c/o|b?cc(?:'d|ed|ing)?|(?:met|meet|check|checked|confirm|confirmed|chat|chatted|interview|lunch|meeting|appointment) with|reach(?:ed)? out to|hand(?:ed)?(?: it| this| them| over){0,2} to|reports? to|reporting to|escalated?(?: it| this)? to|(?:re)?assign(?:ed)?(?: it| this| them)? to|introduced? (?:you )?to|frag(?:e|t|en sie)?|ruf(?:e|t|en sie)?|(?:sprich|sprechen sie|gesprochen|r[uü]cksprache) mit|wende(?:n sie sich| dich) an|im auftrag von|demandez? [aà]|appelez?|de la part de|pregunt[ae] (?:por|a)|llam[ae] a|de parte de|chied[ai] (?:di|a)|chiam[ai]|bel|vraag(?: het aan)?";
/** Behind these stands anything: only names that are nothing else. */
const anything =
  'call(?:ed|ing|s)?(?: up)?|phone[ds]?|text(?:ed)?|e-?mail(?:ed)?|messaged?|contact(?:ed|ez)?|notif(?:y|ied)|meet|met|visit(?:ed)?|see|saw|inform(?:ed)?|reach|ping(?:ed)?|sen[dt] (?:it |this |them )?to|g(?:ive|ave|iven) (?:it |this |them )?to|forward(?:ed)? (?:it |this |them )?to|reply to|g[ai]ve|invite[ds]?|refund(?:ed)?|pa(?:y|id)|help(?:ed)?|follow(?:ed)?|join(?:ed)?|let|copy|loop in|at|contact person is';
const prepositions = 'with|from|by|for|to|mit|von|an|bei|f[uü]r|avec|pour|con|para|met|voor';
/** What a thing has that is somebody’s: `Owner: Hannah`. */
const roles =
  'owner|approval|from|to|b?cc|by|with|host|manager|lead|approver|reviewer|requester|author|technician|supervisor|teacher|nurse|agent|caller|tenant|guests?|attendees?|driver|witness|participants?|attn|fao|prepared for|point of contact|von|an|de|para|da|van';
const greetings =
  'hi|hello|hey|dear|good (?:morning|afternoon|evening)|welcome(?: back)?,?|thanks,?|thank you,?|many thanks|hallo|liebe[rs]?|guten (?:tag|morgen)|danke|bonjour|merci|hola|gracias|ciao|grazie';
const closings =
  '(?:(?:best|kind|warm|many) )?(?:regards|wishes|thanks)|sincerely|yours truly|cheers|best|thank you|(?:viele|liebe|beste|freundliche) gr(?:ü|u)(?:ß|ss)e|vg|lg|mfg|cordialement|saludos|saluti';

const lead = new RegExp(
  `(?<![${letter}\\d_/@.-])(?:(?<roles>${roles})["']? ?[:=] ?["']?|(?<closings>${closings})(?:,|!| -) ?|(?<people>${people}):? |(?<greetings>${greetings}) |(?<farewell>${closings}) |(?<anything>${anything}) |(?<prepositions>${prepositions}) )`,
  'gi',
);

const part = `[${upper}][${letter}]{1,30}(?:['-][${letter}]{1,30}){0,2}`;
const run = new RegExp(
  `${part}(?: (?:(?:de|del|da|van|von|der|den|bin|al|el|la|le) ){0,2}${part}){0,3}(?![${letter}\\d_@/]|[.-][${letter}\\d])`,
  'y',
);
const others = /,? (?:and|or|und|oder|et|ou|y|o|e|en) | ?[,&] /y;
const lineEnd = /[.!]?\s*(?:\n|$)/y;

type Lead = 'roles' | 'closings' | 'farewell' | 'people' | 'greetings' | 'anything' | 'prepositions';

/** Names behind words that announce somebody, and those that go on in a list with them. */
export function* announcedNames(text: string): Generator<Sighting> {
  for (const match of text.matchAll(lead)) {
    const kind = Object.entries(match.groups ?? {}).find(([, said]) => said !== undefined)?.[0] as Lead;
    let place = match.index + match[0].length;
    for (let count = 0; count < 8; count += 1) {
      const length = nameAt(text, place, kind);
      if (length === 0) break;
      const end = place + length;
      lineEnd.lastIndex = end;
      if ((kind === 'closings' || kind === 'farewell') && !lineEnd.test(text)) break;
      yield { start: place, end, strength: 'shape', stance: 'for' };
      others.lastIndex = end;
      const next = others.exec(text);
      if (!next) break;
      place = end + next[0].length;
    }
  }
}

function nameAt(text: string, place: number, kind: Lead): number {
  run.lastIndex = place;
  const words = run.exec(text)?.[0].split(' ') ?? [];
  const [first = '', second] = words.map((word) => word.replace(/'s$/, ''));
  if (first === '' || isOtherWord(first, second)) return 0;
  const isThing = second !== undefined && isOtherWord(second, first) && !isDay.test(second);
  if (isThing) return 0;
  const isOne = isSomebody(first, kind) || (kind === 'people' && isUnknownPair(first, second));
  if (!isOne) return 0;
  let length = 0;
  for (const [at, word] of words.entries()) {
    if (at > 0 && (isOtherWord(word, words[at - 1]) || isDay.test(word))) break;
    length += (at > 0 ? 1 : 0) + word.length;
    if (word.endsWith("'s")) return length - 2;
  }
  return length;
}

const isDay = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day|^(?:today|tomorrow|now)$/i;
/** Places and products, where nobody in particular is meant. */
const things: ReadonlySet<string> = new Set(
  'milan sofia aurora hugo logan leon alexa jasper sem ion ren santiago ida alma maja'.split(' '),
);
/** Hardly ever anything else: of names that are words too those that are, where people are spoken to. */
const mostlyNames: ReadonlySet<string> = new Set(
  'rob bob ted fred jim harry luke charlotte tyler kelly julian maya molly holly oscar carmen riley robin'.split(
    ' ',
  ),
);

function isSomebody(word: string, kind: Lead): boolean {
  const form = listForm(word);
  if (isGivenName(word) && isNameAlone(word)) return kind !== 'prepositions' || !things.has(form);
  if (kind === 'people' || kind === 'greetings' || kind === 'closings') {
    if (ambiguousNames.has(form)) return true;
  } else if (kind !== 'prepositions' && mostlyNames.has(form)) return true;
  return (kind === 'people' || kind === 'anything') && isSurname(form);
}

function isSurname(form: string): boolean {
  return knownSurnames.has(form) && !everydaySurnames.has(form) && !tradeSurnames.has(form);
}

/** Two words with capitals in front alone, neither of which is another: `Ask Xolani Mbeki`. */
function isUnknownPair(first: string, second: string | undefined): boolean {
  return (
    second !== undefined &&
    [first, second].every((word) => titleCase.test(word) && !ambiguousNames.has(listForm(word)))
  );
}

const titleCase = new RegExp(`^[${upper}][a-z\\u00df-\\u024f'-]{2,}$`);

const alone = new RegExp(
  `(?<=(?<![${letter}\\d_.-])[a-z\\u00df-\\u024f']{1,20}[,;]? )(?<!(?<![${letter}])(?:the|a|an|le|la|el|der|die|das|st) )[${upper}][${letter}]{2,30}(?:-[${upper}][${letter}]{1,30})?(?='s(?![${letter}])|(?![${letter}\\d_@/'-]|\\.[${letter}\\d]))(?! [${upper}\\d])`,
  'g',
);

/** A given name within a sentence, with nothing that announces it: for the strict alone. */
export function* namesWithin(text: string): Generator<Sighting> {
  for (const { index, 0: name } of text.matchAll(alone)) {
    const form = listForm(name);
    if (isGivenName(name) && isNameAlone(name) && !things.has(form))
      yield { start: index, end: index + name.length, strength: 'weak', stance: 'none' };
  }
}
