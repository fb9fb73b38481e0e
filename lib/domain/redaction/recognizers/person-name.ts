import { words } from '../context/plain-words.ts';
import { announcedNames, namesWithin } from '../names/announced-names.ts';
import { capitalRuns, type Word } from '../names/capital-runs.ts';
import { nameBesideMail } from '../names/name-beside-mail.ts';
import {
  anybodys,
  fieldContents,
  honoured,
  initials,
  type LedName,
  ledNames,
  nobody,
  titleInFront,
} from '../names/name-patterns.ts';
import { isDepartment, isGivenName, isOpening, isOtherWord, isPair } from '../names/name-words.ts';
import type { Recognizer, Sighting, Surroundings } from '../recognizer.ts';
import { letter } from '../text/letters.ts';

export const personName: Recognizer = {
  kind: 'person-name',
  source:
    'Titles, greetings, labels and a list of given names of our own; names/given-names.ts says what it misses',
  words: words(
    '(?:first|last|sur|fore|full)names?|(?:full|first|last|middle|given|family|maiden|legal|customer|client|patient|employee|contact|holder|recipient|sender|passenger|guest|applicant|candidate|student|member|owner|author|attendee|cardholder|your|my|his|her) names?|(?<!(?:file|product|project|host|domain|user|company|event|class|column|table|variable|app|brand|city|street|country|list|page|folder|group|team|campaign|item|model|package|branch|key|template|plan|role|store|business|organisation|organization|bank|school|field|display|server|device|tag) )names?|contact(?: person)?|customer|client|patient|employee|assignee|reporter|recipient|cardholder|account holder|beneficiary|passenger|applicant|candidate|attendee|vorname|nachname|ansprechpartner(?:in)?|kunde|kundin|kontoinhaber|empfanger|nom|prenom|nombre|apellidos?|nome|cognome|sobrenome|naam|voornaam|achternaam|imie|nazwisko|namn|navn',
    '氏名|名前|姓名|이름|성명|имя|фамилия|नाम|الاسم',
  ),
  against: null,
  needs: ({ capitals, others, equals, colons }, { label }) =>
    label !== '' || capitals > 0 || others > 1 || equals + colons > 0,
  *find(text, around) {
    for (const one of namesIn(text, around)) yield { ...one, end: endOfWord(text, one.end) };
  },
};

function* namesIn(text: string, { label }: Surroundings): Generator<Sighting> {
  for (const names of [ledNames, fieldContents]) for (const name of names(text)) yield* nameIn(name);
  yield* announcedNames(text);
  yield* namesWithin(text);
  for (const run of capitalRuns(text)) {
    const owner = nameBesideMail(text, run);
    if (owner) yield { ...owner, strength: 'strong' };
    yield* pairsIn(run);
  }
  for (const match of text.matchAll(initials))
    if (!isOtherWord(match[1] ?? '')) yield { start: match.index, end: endOf(match), strength: 'shape' };
  for (const match of text.matchAll(honoured))
    if (!nobody.test(match[0])) yield { start: match.index, end: endOf(match), strength: 'strong' };
  if (label !== '' && isLikeAName(text) && !(anybodys.test(label) && isOpening(text.trim())))
    yield { start: 0, end: text.length, strength: 'shape' };
}

function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length;
}

const inWord = new RegExp(`[${letter}\\d]`);

/** No pattern takes words of any length, or all letters that there are: half a word is nobody's name. */
function endOfWord(text: string, end: number): number {
  if (!inWord.test(text[end - 1] ?? '')) return end;
  let last = end;
  while (inWord.test(text[last] ?? '')) last += 1;
  return last;
}

/** Nobody shortens a name after four letters. */
const sentenceEnd = new RegExp(`[${letter}]{4}\\.$`);

/** The name that ends here, up to its first word that is no part of a name. */
function* nameIn({ start: place, name, least, isAnybody }: LedName): Generator<Sighting> {
  const bare = name.replace(titleInFront, '');
  const start = place + name.length - bare.length;
  if (isAnybody && bare === name && isOpening(bare.split(' ')[0] ?? '')) return;
  let end = start;
  const parts = [...bare.matchAll(/\S+/g)];
  for (const [at, { index, 0: word }] of parts.entries()) {
    if (at > 1 && isDepartment(word)) break;
    if (isOtherWord(word, (parts[at - 1] ?? parts[at + 1])?.[0])) break;
    const endsSentence = sentenceEnd.test(word);
    end = start + index + word.replace(endsSentence ? /\.$/ : /'s$/, '').length;
    if (endsSentence) break;
  }
  if (end - start >= least) yield { start, end, strength: 'strong' };
}

/** From a given name on, as long as words may belong to a name; at most four of them. */
function* pairsIn(run: readonly Word[]): Generator<Sighting> {
  for (let at = 0; at < run.length - 1; at += 1) {
    const [first, second] = [run[at], run[at + 1]];
    if (!first || !second || !isPair(first.text, second.text)) continue;
    let last = at + 1;
    while (last < at + 3 && goesOn(run[last], run[last + 1])) last += 1;
    const end = run[last]?.end ?? second.end;
    const owner = run[last]?.text.endsWith("'s") ? 2 : 0;
    yield { start: first.start, end: end - owner, strength: 'strong' };
    at = last;
  }
}

function goesOn(word: Word | undefined, next: Word | undefined): boolean {
  if (!word || !next || word.text.endsWith("'s")) return false;
  return !isOtherWord(next.text, word.text) && (!isDepartment(next.text) || isGivenName(word.text));
}

const lettersOnly = new RegExp(`^\\s{0,9}[${letter}\\u0590-\\ud7ff][${letter}\\u0590-\\ud7ff'., -]{0,80}$`);

/** What a field called a name may hold: one to five words of letters. */
function isLikeAName(text: string): boolean {
  if (text.length > 80 || !lettersOnly.test(text)) return false;
  const parts = text.trim().split(/[\s,]+/);
  return parts.length <= 5 && (parts.some(isGivenName) || !parts.every((part) => isOtherWord(part)));
}
