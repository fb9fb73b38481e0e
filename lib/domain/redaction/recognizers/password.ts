import { plainWords } from '../context/plain-words.ts';
import { headersOf } from '../context/table-header.ts';
import { isOtherWord } from '../names/name-words.ts';
import type { Recognizer, Sighting } from '../recognizer.ts';
import { saysHow, type Value, valueAt } from '../secrets/secret-value.ts';
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
  `(?<topic>${aside}|${topic})?(?:(?<sign>["'*_\`]{0,3} ?(?:[:=]{1,2}>?|->|→) ?\\*{0,2}|: ?\\n ?)|(?<is> ?(?:${joins}):? )|(?<cell> ?[|\\t] ?| - | {2,8}|\\n))|(?<nothing> )`,
  'iy',
);

/** `482913 is your Guidewright code`, as messages with codes begin. */
const foremost =
  /(?<![\w#$€£.-])(?:[A-Z]-)?(?<value>\d{3}[ -]\d{3,5}|\d{4,8}|[^\s"“”]{6,40}) (?:is|as|ist|est|es) (?:your|the|ihr|dein|votre|tu|su)(?: [\w'’-]{1,20}){0,4}? (?<what>(?:\w{1,20})?(?:code|otp|pin|passcode|password|passwort|kennwort))(?!\w)/gi;

/** `Enter code 482913 to sign in`: which code it is, is said by what it is for. */
const typed =
  /(?<![a-z])(?:enter|type|use|with) (?:the |this )?(?:code|number) (?<value>\d{3}[ -]\d{3}|\d{4,8})(?= (?:to|on|at) (?:the |your )?(?:sign|log|verify|confirm|unlock|open|enter|get in|disarm|key ?pad|gate|door))/gi;

export const password: Recognizer = {
  kind: 'password',
  source: 'Words for passwords and codes, with what stands behind them: secrets/secret-words.ts',
  against: null,
  needs: ({ length }, { label }) => length >= 7 || label !== '',
  *find(text, { label }) {
    const whole = label === '' ? undefined : ownLabel.exec(label);
    if (whole) yield* underLabel(text, whole.groups?.code !== undefined);
    let first = -1;
    for (const match of text.matchAll(announced)) {
      if (first < 0) first = match.index;
      yield* valueBehind(text, match);
    }
    for (const pattern of [foremost, typed])
      for (const { index, 0: said, groups } of text.matchAll(pattern)) {
        const start = index + said.indexOf(groups?.value ?? '');
        const value = valueAt(text, start);
        if (value && (value.form === 'digits' || value.form === 'mixed')) yield { ...value, ...sure };
      }
    if (first >= 0 && text.includes('\n')) yield* inColumns(text, first);
  },
};

const sure = { strength: 'strong', stance: 'for' } as const;
const likely = { strength: 'shape', stance: 'for' } as const;
/** For the strict alone. */
const unsure = { strength: 'weak', stance: 'none' } as const;

function* valueBehind(text: string, { index, 0: said, groups }: RegExpExecArray): Generator<Sighting> {
  joined.lastIndex = index + said.length;
  const join = joined.exec(text);
  if (!join) return;
  const { topic, sign, is, cell, nothing } = join.groups ?? {};
  // Below a heading stands all sorts of things, and below the head of a column its first row.
  if (cell === '\n' && index > 0 && text[index - 1] !== '\n') return;
  const isCode = groups?.code !== undefined;
  const from = join.index + join[0].length;
  if (/phrase/i.test(said) && (sign || is)) yield* phrase(text, from);
  const value = valueAt(text, from);
  if (!value) return;
  const content = text.slice(value.start, value.end);
  if (/secret$/i.test(said) && (isTokenLike(content, 12) || value.form !== 'mixed')) return;
  const place = { start: value.start, end: value.end };
  if (nothing) {
    if (isPlainBehind(said, isCode, content, value.form)) yield { ...place, ...likely };
    return;
  }
  if (fits(content, value.form, isCode)) yield { ...place, ...(topic && !sign && !is ? likely : sure) };
  else if (value.form === 'quoted' && (sign || is)) yield { ...place, ...likely };
  else if (value.form === 'word' && (sign || is) && !isCode && isWordSecret(text, value))
    yield { ...place, ...unsure };
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

const words = /[a-z]{3,12}(?: [a-z]{3,12}){2,23}(?=[.,;)]?(?:\n|$))/y;

/** `Passphrase: correct horse battery staple`. */
function* phrase(text: string, start: number): Generator<Sighting> {
  words.lastIndex = start;
  const found = words.exec(text);
  if (found) yield { start, end: start + found[0].length, ...likely };
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

function* underLabel(text: string, isCode: boolean): Generator<Sighting> {
  const start = text.search(/\S/);
  const content = text.trim();
  const value = start < 0 ? undefined : valueAt(text, start);
  if (!value || content.length - (value.end - start) > 1) return;
  const place = { start: value.start, end: value.end };
  if (fits(content, value.form, isCode)) yield { ...place, ...sure };
  else if (value.form === 'word' && !isCode && isWordSecret(text, value)) yield { ...place, ...unsure };
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
    const value = named && valueAt(text, index);
    if (value && fits(text.slice(value.start, value.end), value.form, named === 'code'))
      yield { start: value.start, end: value.end, ...sure };
  }
}
