import { ambiguousNames } from './given-names.ts';
import { isOpening, isOtherWord, listForm } from './name-words.ts';
import { things } from './named-after.ts';

/** Of offices, trades and machines: no name that is on no list has one of them. */
const nouns: ReadonlySet<string> = new Set(
  (
    'das des les advisor assistant backend bahn breakfast cashier central chef clinic committee council crew cross ' +
    'cursor dental deutsche digital director doctor dinner front frontend german goods great guild handler ' +
    'headquarters junior lager lead lunch medical ministry institut intake national night nord ' +
    'nurse officer overflow parking pending pharmacy post principal public quality rabbit rail receiving regional safety ' +
    'security senior shift stack stadt steering sud travel union virtual'
  ).split(' '),
);
const endings =
  /(?:tion|ment|ung|heit|keit|schaft|amt|ship|ness|ology|ance|ence|ics|ity|teur|erei|ist|ing|ical|ional)s?$/;

export function isOrdinary(word: string): boolean {
  const form = listForm(word);
  if (isOtherWord(word) || isOpening(word) || things.has(form) || ambiguousNames.has(form)) return true;
  return nouns.has(form) || endings.test(form);
}
