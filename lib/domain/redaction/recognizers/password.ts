import { plainWords } from '../context/plain-words.ts';
import { headersOf } from '../context/table-header.ts';
import { isOtherWord } from '../names/name-words.ts';
import type { Recognizer, Sighting } from '../recognizer.ts';
import { saysHow, type Value, valueAt, wordsOf } from '../secrets/secret-value.ts';
import { about, codes, joins, passwords } from '../secrets/secret-words.ts';
import { isTokenLike } from '../text/token.ts';

const word = '(?<![a-z\\u00df-\\u024f\\d])';
const end = '(?![a-z\\u00df-\\u024f\\d])';
const named = `(?:(?<password>${passwords})|(?<code>${codes}))`;
const announced = new RegExp(`${word}${named}${end}`, 'gi');

const aside = ' ?\\([^()\\n]{1,40}\\)';
const topic = ` (?:${about})(?: [^\\s:=,;.!?]{1,20}){1,5}?`;
/** `"password": "…"`, `Password: …`, `password is …`, `Password | …`; nothing at all counts least. */
const joined = new RegExp(
  `(?<topic>${aside}|${topic})?(?:(?<sign>["'*_\`]{0,3} ?(?:[:=]{1,2}>?|->|→) ?\\*{0,2}(?:[ \\t]{0,4}\\n)?[ \\t|]{0,4})|(?<is> ?(?:${joins}):? )|(?<cell> ?[|\\t] ?| - | {2,8}|\\n))|(?<nothing> )`,
  'iy',
);

/** `482913 is your Guidewright code`, as messages with codes begin. */
const foremost =
  /(?<![\w#$€£.-])(?:[A-Z]-)?(?<value>\d{3}[ -]\d{3,5}|\d{4,8}|[^\s"“”]{6,40}) (?:is|as|ist|est|es) (?<whose>your|the|ihr|dein|votre|tu|su)(?<what>(?: [\w'’-]{1,20}){0,4}? \w{0,20}(?:code|otp|pin|word|wort))(?!\w)/gi;
const own = new RegExp(`(?:${codes}|${passwords})$`, 'i');

/** `your code`, `your Guidewright code` or a code with a name of its own, not `the error code`. */
const isForemost = (whose: string, what: string): boolean =>
  own.test(what) || (whose !== 'the' && /^(?: [A-Z][a-z]\S+)? code$/.test(what));

/** `Enter code 482913 to sign in`: which code it is, is said by what it is for. */
const typed =
  /(?<![a-z])(?:enter|type|use|with) (?:the |this )?(?:code|number) (?<value>\d{3}[ -]\d{3}|\d{4,8})(?= (?:to|on|at) (?:the |your )?(?:sign|log|verify|confirm|unlock|open|enter|get in|disarm|key ?pad|gate|door))/gi;

export const password: Recognizer = {
  kind: 'password',
  source: 'secrets/secret-words.ts',
  against: null,
  needs: ({ length }, { label }) => length >= 7 || label !== '',
  *find(text, { label }) {
    const whole = label === '' ? undefined : ownLabel.exec(label);
    if (whole) yield* underLabel(text, label, whole.groups?.code !== undefined);
    let first = -1;
    for (const match of text.matchAll(announced)) {
      if (first < 0) first = match.index;
      yield* valueBehind(text, match);
    }
    for (const pattern of [foremost, typed])
      for (const { index, 0: said, groups } of text.matchAll(pattern)) {
        const { value: shown = '', whose, what = '' } = groups ?? {};
        if (whose && !isForemost(whose.toLowerCase(), what)) continue;
        const value = valueAt(text, index + said.indexOf(shown));
        if (!value || (value.form !== 'digits' && value.form !== 'mixed')) continue;
        const isVague = value.form === 'mixed' && !own.test(what);
        yield at(value, isVague ? unsure : sure);
      }
    if (first >= 0 && text.includes('\n')) yield* inColumns(text, first);
  },
};

const sure = { strength: 'strong', stance: 'for' } as const;
const likely = { strength: 'shape', stance: 'for' } as const;
/** For the strict alone. */
const unsure = { strength: 'weak', stance: 'none' } as const;

type How = Pick<Sighting, 'strength' | 'stance'>;
const at = ({ start, end }: Omit<Value, 'form'>, how: How): Sighting => ({ start, end, ...how });

function* valueBehind(text: string, { index, 0: said, groups }: RegExpExecArray): Generator<Sighting> {
  joined.lastIndex = index + said.length;
  const join = joined.exec(text);
  if (!join) return;
  const { topic, sign, is, cell, nothing } = join.groups ?? {};
  // Below a heading stands all sorts of things, and below the head of a column its first row.
  if (cell === '\n' && index > 0 && text[index - 1] !== '\n') return;
  const isCode = groups?.code !== undefined;
  const from = join.index + join[0].length;
  if (/phrase/i.test(said) && (sign || (is && !saysHow(text.slice(from).match(/^\w*/)?.[0] ?? ''))))
    yield* phrase(text, from);
  const value = valueAt(text, from, join[0].includes('|'));
  if (!value) return;
  const content = text.slice(value.start, value.end);
  if (
    /secret$/i.test(said) &&
    (isTokenLike(content, 12) || value.form !== 'mixed' || /^[a-z]+(?:-[a-z\d]+)+$/.test(content))
  )
    return;
  if (nothing) {
    if (isPlainBehind(said, isCode, content, value.form) && !isPostal(text, index, said, value))
      yield at(value, likely);
    return;
  }
  // On the next line may be the next label, or what is said below the field.
  if (sign?.includes('\n') && !isLine(text, value, isCode)) return;
  if (isPostal(text, index, said, value) || (cell && !fits(content, value.form, isCode))) return;
  yield* judged(text, said, isCode, value, !is && !cell, topic && cell ? likely : sure);
}

function* judged(
  text: string,
  said: string,
  isCode: boolean,
  value: Value,
  isDirect = true,
  how: How = sure,
): Generator<Sighting> {
  const content = text.slice(value.start, value.end);
  const { form } = value;
  if (isCount(said, content)) return;
  if (fits(content, form, isCode))
    yield at(value, /^your .*code$|pin$/i.test(said) && /[a-z]/i.test(content) ? unsure : how);
  else if (form === 'quoted') yield at(value, likely);
  else if (!isCode && (form === 'doubtful' ? isDirect : form === 'word' && isWordSecret(text, value)))
    yield at(value, unsure);
}

function isLine(text: string, { end, form }: Value, isCode: boolean): boolean {
  if (form === 'word') return false;
  return form === 'digits' || isCode
    ? /^["'.]?\s*(?:\n|\t|$)/.test(text.slice(end, end + 8))
    : text[end] !== ':';
}

/** `Saved passwords: 1204` */
const isCount = (said: string, content: string): boolean =>
  /(?:words|codes|phrases|ñas|w[oö]rter)$|^mots/i.test(said) && /^\d{1,4}$/.test(content);

/** India’s postal codes are PIN codes: of six digits, beside a place. */
function isPostal(text: string, index: number, said: string, { start, end }: Value): boolean {
  if (!/^pin(?: ?-?code)?$/i.test(said) || !/^[1-9]\d\d ?\d{3}$/.test(text.slice(start, end))) return false;
  const before = text.slice(Math.max(0, index - 80), index);
  const beside = /([A-Z][a-z]{2,})[,.]? $/.exec(before)?.[1];
  return (
    /city|state|district|address|india/i.test(before) ||
    (beside !== undefined && !isOtherWord(beside) && !saysHow(beside)) ||
    /^(?:,| (?!Do)[A-Z][a-z]{3})/.test(text.slice(end, end + 5))
  );
}

/** Whether a value of this form may be what was announced. */
function fits(content: string, form: Value['form'], isCode: boolean): boolean {
  const digits = content.replace(/\D/g, '').length;
  if (form === 'digits') return digits >= (isCode ? 3 : 4);
  return form === 'mixed' && (isCode ? /[\d#*]/.test(content) : content.length >= 4);
}

/** With nothing between: `PIN 4417`, not `pin 4417 of the board`; `password hunter2`. */
function isPlainBehind(said: string, isCode: boolean, content: string, form: Value['form']): boolean {
  if (!isCode || (/^pass/i.test(said) && form === 'mixed'))
    return form === 'mixed' && content.length >= 6 && /\d/.test(content) && !/^\w+-\d+$/.test(content);
  if (/^(?:pin|tan|otp)$/i.test(said) && said !== said.toUpperCase()) return false;
  if (form === 'digits') return content.replace(/\D/g, '').length >= (/^p/i.test(said) ? 4 : 3);
  return form === 'mixed' && /^[A-Z\d-]{4,16}$/.test(content) && /\d/.test(content);
}

const phraseWords = /[a-z]{3,12}(?: [a-z]{3,12}){2,23}(?=[.,;)]?(?:\n|$))/y;

/** `Passphrase: correct horse battery staple`. */
function* phrase(text: string, start: number): Generator<Sighting> {
  phraseWords.lastIndex = start;
  const found = phraseWords.exec(text);
  if (found && !/\b(?:the|and|your|for|words)\b/.test(found[0]))
    yield at({ start, end: start + found[0].length }, likely);
}

/** One word, with nothing behind that goes on with it. */
function isWordSecret(text: string, { start, end }: Value): boolean {
  const content = text.slice(start, end);
  return /^ ?(?:$|[.,;)!\n])/.test(text.slice(end, end + 2)) && !saysHow(content) && !isOtherWord(content);
}

/** A label that names nothing else, as `plainWords` writes it. */
const ownLabel = new RegExp(
  `^(?:(?:your|my|the|our|current|old|new|temporary|initial|default|guest|admin|user|account|login|confirm|repeat|enter|master|root|wi fi|wifi) )*${named}$`,
  'i',
);

function* underLabel(text: string, label: string, isCode: boolean): Generator<Sighting> {
  const start = text.search(/\S/);
  const content = text.trim();
  const whole = { start, end: start + content.length };
  if (label.endsWith('phrase')) yield* phrase(text, start);
  const value = start < 0 ? undefined : valueAt(text, start);
  if (value && whole.end - value.end < 2)
    yield* judged(
      text,
      label,
      isCode,
      value,
      true,
      /pin code$/.test(label) && /^[1-9]\d{5}$/.test(content) ? unsure : sure,
    );
  else if (!isCode && isOfWords(content)) yield at(whole, likely);
}

/** `hunter2 Blue`, but no sentence. */
function isOfWords(content: string): boolean {
  const parts = wordsOf(content);
  const isPart = (part: string) => !saysHow(part) && !isOtherWord(part) && valueAt(part, 0);
  return parts.length <= 3 && /\d[a-z]|[a-z]\d/i.test(content) && parts.every(isPart);
}

const cellValue = /[^\s|;,]{3,64}/g;

/** Below the head of a column. */
function* inColumns(text: string, first: number): Generator<Sighting> {
  const headOf = headersOf(text);
  const known = new Map<string, 'password' | 'code' | undefined>();
  cellValue.lastIndex = 0;
  for (const { index } of text.matchAll(cellValue)) {
    if (index < first) continue;
    const head = headOf(index);
    if (head === undefined || head.length > 40) continue;
    if (!known.has(head)) {
      const groups = ownLabel.exec(plainWords(head).replaceAll('|', ' ').trim())?.groups;
      known.set(head, groups && (groups.code === undefined ? 'password' : 'code'));
    }
    const named = known.get(head);
    const value = named && valueAt(text, index, true);
    if (value && fits(text.slice(value.start, value.end), value.form, named === 'code'))
      yield* judged(text, head, named === 'code', value);
  }
}
