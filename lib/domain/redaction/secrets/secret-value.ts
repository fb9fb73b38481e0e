import { plainWords } from '../context/plain-words.ts';
import { passwords, states } from './secret-words.ts';

export interface Value {
  readonly start: number;
  readonly end: number;
  /**
   * Of digits; with letters and digits or signs, as chosen passwords are; between quotation marks; a word; or what is
   * more often something else.
   */
  readonly form: 'digits' | 'mixed' | 'quoted' | 'word' | 'doubtful';
}

/** The partner of the sign that opened ends it, unless a word goes on: `'don't4me'`. */
const quoted = /(["'`])(?! )((?:(?!\1)[^\n]|\1(?=\w)){3,64}?)\1(?!\w)|[„‚](?! )([^\n"']{3,64})["']/y;
const number =
  /[#*]{0,2}(?:\d{2,12}(?:[ -]\d{2,6}){0,5}|\d{1,2}(?:-\d{1,2}){2,5})[#*]{0,2}(?![\w:/])(?!-\w|\.\d)/y;
const token = /[^\s"„<>|](?:(?!<\/|<br|;\w+=)[^\s"„]){2,63}/y;
/** A stop, or a bracket that was opened before. */
const ending = /(?:[.,;:?'’\]}]|(?<!\([^)]*)\))+$/;
const trailing = /[!*?]+$/;

/** The value that begins there, if anything there can be one; in a row with bars it ends at the next. */
export function valueAt(text: string, place: number, inRow = false): Value | undefined {
  const inQuotes = match(quoted, text, place);
  if (inQuotes) {
    const [start, value] = [place + 1, inQuotes[2] ?? inQuotes[3] ?? ''];
    if (isNone(value)) return undefined;
    return { start, end: start + value.length, form: formQuoted(value) };
  }
  const digits = match(number, text, place)?.[0];
  if (digits && !isDate.test(digits)) {
    const end = place + trimmed(digits).length;
    return counted.test(text.slice(end, end + 24)) ? undefined : { start: place, end, form: 'digits' };
  }
  const value = match(token, text, place)?.[0]
    .replace(inRow ? /\|.*/ : '', '')
    .replace(ending, '');
  if (!value || isNone(value)) return undefined;
  const end = place + value.length;
  if (isMixed(value)) return { start: place, end, form: isDoubtful(value) ? 'doubtful' : 'mixed' };
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
const isWord = /^[A-Za-z\u00c0-\u024f]{4,32}[!*?]{0,3}$/;
const isDate = /^(?:(?:19|20)\d\d-\d\d?-\d\d?|\d\d?-\d\d?-(?:19|20)\d\d)$/;

/** Letters with digits, or with signs that no two words are joined by. */
function isMixed(value: string): boolean {
  return (
    value.length >= 3 &&
    /[A-Za-z\u00c0-\u024f]/.test(value) &&
    /\d|[!@#$%^&*+=~?](?!$)|[#$%^&+=~]$/.test(value.replace(trailing, ''))
  );
}

const mentioned = new RegExp(`(?:${passwords})`, 'i');

/** A sentence about passwords is a message more often than a password. */
function formQuoted(value: string): Value['form'] {
  const isSaying = / /.test(value) && (mentioned.test(value) || wordsOf(value).some(isState));
  if (isSaying || isDoubtful(value)) return 'doubtful';
  return isMixed(value) ? 'mixed' : isDigits(value) ? 'digits' : 'quoted';
}

export const wordsOf = (value: string): string[] => value.split(/[ ,.;]+/);

const units =
  '(?:(?:char(?:acter)?|digit|bi?t|byte|min(?:ute)?|sec(?:ond)?|hour|day|week|month|year|time|step|factor|way|item|zeichen|stellig|ziffer|sekunde|stunde|tag|caract|chiffre|heure|jour|edition|remaining|unused)[a-z]?[a-z]?|m?s|h)';

/** Behind a number: what it counts, or what a server says with it. */
const counted = new RegExp(
  `^ ?(?:(?:${units}|ok|not found|forbidden|unauth\\w+|bad request|\\w+ error|too many)(?![a-z])|%)`,
  'i',
);

const none = new RegExp(
  [
    // Places where a value is to be put in, and what stands for a hidden one.
    '^(?:\\$\\{|\\$[A-Z_]{3,}$|\\{[^}]*\\}*$|<|\\[[^\\]]*\\]*$|%[\\w(])|^[*•●·]{3}|^[*•●·._xX?-]+$',
    // What is counted, and what comes in numbers: `8-character`, `90days`, `2FA`, `SHA-256`, `1Password`.
    `^\\d{1,4}(?:\\+?-${units}|(?:\\+|st|nd|rd|th|[ap]m|x|[kmg]b|px|k|fa|%|${units})$)|^1password|^\\+\\d`,
    '^(?:md|sha|aes|des|rsa|utf|base|oauth|ipv|wpa|ios|http|tls|ssl|pbkdf|argon|v|q|fido)-?\\d[\\d.-]*[a-z]?$|^wpa\\d?-',
    '^[([]?[a0]-[z9]|^(?:ctrl|strg|alt|shift|cmd)[+-]',
    '://|^www\\.|^\\d{1,2}:\\d\\d|^(?:19|20)\\d\\d-\\d\\d-\\d\\d',
    // What programs write: `process.env.PASS2`, `z.string().min(8)`, `~/.pgpass`.
    '^[~.]{1,2}/|^(?:process|os|env|config|secrets|req(?:uest)?|this|self|user|form|props)\\.[a-z_]|^[a-z_]\\w*(?:\\.\\w+)+\\(',
  ].join('|'),
  'i',
);

/** What only a colon for passwords makes one: `Office365`, `hunter2.com`, `12-monkeys`, `[abc]123`, `user.pass1`. */
const doubtful =
  /^(?:windows|win|office|microsoft|version|step|page|rule|section|level|type|line|row)-?\d[\d.-]*[a-z]?$|\.(?:txt|pdf|csv|json|docx?|xlsx?|png|jpe?g|html?|js|ts|md|ya?ml|zip|com|org|net)$|^[[{/]|^[a-z_]\w*(?:\.[a-z_]\w*)*[[(]/i;

const isDoubtful = (value: string): boolean => doubtful.test(value) || /^\d{1,4}-[a-z-]+$/.test(value);

function isNone(value: string): boolean {
  return none.test(value) || isState(value);
}

function isState(value: string): boolean {
  const plain = plainWords(value.replace(/[!*?]+$|\|.*/, '')).trim();
  return states.has(plain) || /^[a-z]{4,}ed$/.test(plain);
}

/** Words of adjectives and verbs: a password that is one is taken for what is said of it. */
export function saysHow(word: string): boolean {
  return isState(word) || /(?:ing|able|ible|ful|less|ous|ly)[!*?]*$/i.test(word);
}
