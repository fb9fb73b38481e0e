import { plainWords } from '../context/plain-words.ts';
import { states } from './secret-words.ts';

export interface Value {
  readonly start: number;
  readonly end: number;
  /** Of digits; with letters and digits or signs, as chosen passwords are; between quotation marks; or a word. */
  readonly form: 'digits' | 'mixed' | 'quoted' | 'word';
}

const quoted = /["“„«‘'`](?! )([^\n"”“«»’`]{3,64}?)["”“»’'`]/y;
const number =
  /[#*]{0,2}(?:\d{2,12}(?:[ -]\d{2,6}){0,5}|\d{1,2}(?:-\d{1,2}){2,5})[#*]{0,2}(?![\w:/])(?!-\w|\.\d)/y;
const token = /[^\s"“”„«»<>|]{3,64}/y;
/** A stop, or a bracket that was opened before. */
const ending = /(?:[.,;:?'’\]}]|(?<!\([^)]*)\))+$/;

/** The value that begins there, if anything there can be one. */
export function valueAt(text: string, place: number): Value | undefined {
  const inQuotes = match(quoted, text, place);
  if (inQuotes?.[1]) {
    const [start, value] = [place + 1, inQuotes[1]];
    if (isNone(value)) return undefined;
    const form = isMixed(value) ? 'mixed' : isDigits(value) ? 'digits' : 'quoted';
    return { start, end: start + value.length, form };
  }
  const digits = match(number, text, place)?.[0];
  if (digits && !isDate.test(digits))
    return { start: place, end: place + trimmed(digits).length, form: 'digits' };
  const value = match(token, text, place)?.[0].replace(ending, '');
  if (!value || isNone(value)) return undefined;
  const end = place + value.length;
  if (isMixed(value)) return { start: place, end, form: 'mixed' };
  return isWord.test(value) ? { start: place, end, form: 'word' } : undefined;
}

function match(pattern: RegExp, text: string, place: number): RegExpExecArray | null {
  pattern.lastIndex = place;
  return pattern.exec(text);
}

/** `4417 30` is a number and another thing; codes in groups have groups of one length: `88-12-30`. */
function trimmed(digits: string): string {
  const [first = '', ...groups] = digits.split(' ');
  if (groups.length === 0) return digits;
  return groups.every(({ length }) => length === first.length) ? digits : first;
}

const isDigits = (value: string): boolean => /^[\d #*-]{3,}$/.test(value);
const isWord = /^[A-Za-z\u00c0-\u024f]{4,32}$/;
const isDate = /^(?:(?:19|20)\d\d-\d\d?-\d\d?|\d\d?-\d\d?-(?:19|20)\d\d)$/;

/** Letters with digits, or with signs that no two words are joined by. */
function isMixed(value: string): boolean {
  return (
    value.length >= 3 &&
    /[A-Za-z\u00c0-\u024f]/.test(value) &&
    /\d|[!@#$%^&*+=~?](?!$)|[!#$%^&*+=~]$/.test(value)
  );
}

const none = new RegExp(
  [
    // Places where a value is to be put in, and what stands for a hidden one.
    '^(?:\\$\\{|\\$[A-Z_]{3,}$|\\{|<|\\[|%[\\w(])|^[*•●·._xX?-]+$',
    // What is counted, and what comes in numbers: `8-character`, `90days`, `2FA`, `SHA-256`, `1Password`.
    '^\\d{1,4}(?:\\+|st|nd|rd|th|[ap]m|x|h|s|ms|mins?|hours?|days?|weeks?|months?|years?|times|[kmg]b|px|k|fa|%)$',
    '^\\d{1,4}\\+?-[a-z]{2,}(?:-[a-z]+)*$|^1password|^\\+\\d',
    '^(?:md|sha|aes|des|rsa|utf|base|oauth|ipv|wpa|windows|win|ios|http|tls|ssl|pbkdf|argon|v|q|step|page|rule|section|level|office|microsoft|version|fido|type|line|row)-?\\d[\\d.-]*[a-z]?$',
    '^[(]?[a0]-[z9]',
    '://|^www\\.|\\.(?:txt|pdf|csv|json|docx?|xlsx?|png|jpe?g|html?|js|ts|md|ya?ml|zip|com|org|net)$',
    '^\\d{1,2}:\\d\\d|^(?:19|20)\\d\\d-\\d\\d-\\d\\d',
  ].join('|'),
  'i',
);

function isNone(value: string): boolean {
  return none.test(value) || states.has(plainWords(value).trim());
}

/** Words of adjectives and verbs: a password that is one is taken for what is said of it. */
export function saysHow(word: string): boolean {
  const plain = plainWords(word).trim();
  return states.has(plain) || /(?:ed|ing|able|ible|ful|less|ous|ly)$/.test(plain);
}
