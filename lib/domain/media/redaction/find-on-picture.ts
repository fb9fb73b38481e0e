import type { Rectangle } from '../../../contracts/capture/action.ts';
import type { HiddenKind, HiddenPart } from '../../../contracts/redaction/policy.ts';
import { boundsOf, boxesAt, type LineText, lineText } from './line-text.ts';
import { variantsOf } from './misread.ts';
import { joinable, labelsOf } from './neighbours.ts';
import { promisedNumbers } from './promised-number.ts';
import type { WordLine } from './read-words.ts';

/** What of a text is to be hidden. `label` is the name of the field or column that it stands in. */
export type FindSensitive = (text: string, around: { readonly label?: string }) => readonly HiddenPart[];

export interface SensitiveBox {
  readonly kind: HiddenKind;
  /** Of a word: pixels of the picture. */
  readonly box: Rectangle;
}

/**
 * Where on a picture something sensitive stands, as far as it was read. Whole words are meant: where in a word a part of
 * it stands is not known well enough.
 */
export function findOnPicture(lines: readonly WordLine[], find: FindSensitive): SensitiveBox[] {
  const texts = lines.map(lineText).filter((line) => line !== undefined);
  const findOnce = remembering(find);
  const single = texts.flatMap((line) => {
    const labels = labelsOf(line, texts);
    return [...findIn(line, findOnce, labels), ...promisedNumbers(line, labels, findOnce)];
  });
  const joined = joinable(texts).flatMap((chain) => {
    const [first] = chain;
    const labels = first ? labelsOf(first, texts) : [];
    const glues = first && mayBeCut.test(first.text) ? [' ', ''] : [' '];
    return glues.flatMap((glue) => findAcross(chain, glue, findOnce, labels));
  });
  return [...single, ...joined];
}

function findIn(line: LineText, find: FindSensitive, labels: readonly string[]): SensitiveBox[] {
  return variantsOf(line.text, labels).flatMap(({ text, startOf, endOf }) =>
    underLabels(find, text, labels).flatMap(({ kind, start, end }) =>
      boxesAt(line, startOf(start), endOf(end)).map((box) => ({ kind, box })),
    ),
  );
}

/** Ends in a sign that addresses are broken at, or in something long enough to be broken anywhere. */
const mayBeCut = /[-@./:_]$|\S{8}$/;
/** Words are seldom cut in two, and any two lines of a page would be asked about. */
const mayBeJoined = /[\d@]/;
/** Two lines of capitalised words and nothing else, as a narrow cell has a name. */
const mayBeName = /^\p{Lu}[\p{L}’'.-]+(?: \p{Lu}[\p{L}’'.-]*){1,3}$/u;
/** Of each line so much is looked at when it is joined with others: what is cut in two is not longer. */
const joinedLength = 60;

/**
 * Only what begins in one line and ends in another, or begins a line after one that says what it is: the rest is found in
 * each by itself.
 */
function findAcross(
  chain: readonly LineText[],
  glue: string,
  find: FindSensitive,
  labels: readonly string[],
): SensitiveBox[] {
  const whole = joinedText(chain, glue);
  if (!whole) return [];
  if (!mayBeJoined.test(whole.line.text)) return glue === ' ' ? nameAcross(whole.line, find) : [];
  const partOf = (place: number) => whole.ends.findIndex((end) => place < end);
  const beginsLine = (place: number) => whole.ends.some((end) => place === end + glue.length);
  return variantsOf(whole.line.text).flatMap((variant) =>
    underLabels(find, variant.text, labels).flatMap(({ kind, start, end }) => {
      const [from, to] = [variant.startOf(start), variant.endOf(end)];
      const crosses = partOf(from) !== partOf(to - 1) || beginsLine(from);
      if (!crosses || !mayBeJoined.test(variant.text.slice(start, end))) return [];
      return boxesAt(whole.line, from, endWithoutNext(whole, glue, to)).map((box) => ({ kind, box }));
    }),
  );
}

/** All of it, and by itself: of two lines that stand under a label for names, one may well be none. */
function nameAcross(line: LineText, find: FindSensitive): SensitiveBox[] {
  if (!mayBeName.test(line.text)) return [];
  return find(line.text, {}).flatMap(({ kind, start, end }) =>
    kind === 'person-name' && start === 0 && end === line.text.length
      ? boxesAt(line, start, end).map((box) => ({ kind, box }))
      : [],
  );
}

/**
 * Where it ends without the first word of the last line, where that begins another thing, such as `Street and number`
 * below `12 Mill` or `Version 4` beside a key: it tells nothing by itself.
 */
function endWithoutNext(
  { line, ends }: { readonly line: LineText; readonly ends: readonly number[] },
  glue: string,
  to: number,
): number {
  const end = ends.findLast((place) => place < to) ?? 0;
  const word = line.text.slice(end + glue.length, to);
  return /^\p{Lu}\p{Ll}{2,}$/u.test(word) && /^:? [\p{Ll}\d$€£]/u.test(line.text.slice(to)) ? end : to;
}

function joinedText(
  chain: readonly LineText[],
  glue: string,
): { line: LineText; ends: number[] } | undefined {
  const ends: number[] = [];
  let text = '';
  const words = chain.flatMap((line, index) => {
    const skipped = index === 0 ? Math.max(0, line.text.length - joinedLength) : 0;
    const part = line.text.slice(skipped, index === chain.length - 1 ? joinedLength : undefined);
    const from = (text === '' ? 0 : text.length + glue.length) - skipped;
    text = text === '' ? part : `${text}${glue}${part}`;
    ends.push(text.length);
    return line.words.map((word) => ({ ...word, start: from + word.start, end: from + word.end }));
  });
  const box = boundsOf(chain.map((line) => line.box));
  return box && { line: { text, words, box }, ends };
}

/**
 * Labels are guessed from where things stand. They decide what a number is; of words they make names only where those
 * look like names, and no addresses, for which half of all headings could be the name.
 */
function underLabels(find: FindSensitive, text: string, labels: readonly string[]): HiddenPart[] {
  const named = labels
    .flatMap((label) => variantsOf(label))
    .flatMap(({ text: label }) => find(text, { label }));
  return [
    ...find(text, {}),
    ...named.filter(
      ({ kind, start, end }) =>
        kind !== 'postal-address' && (kind !== 'person-name' || fullName.test(text.slice(start, end))),
    ),
  ];
}

const fullName = /^\p{Lu}[\p{L}’'-]*\p{Ll}\.?(?: \p{L}[\p{L}’'.-]*){0,2} \p{Lu}[\p{L}’'-]*\p{Ll}\.?$/u;

/** A picture repeats itself. */
function remembering(find: FindSensitive): FindSensitive {
  const known = new Map<string, readonly HiddenPart[]>();
  return (text, around) => {
    const key = `${around.label ?? ''}\n${text}`;
    const found = known.get(key) ?? find(text, around);
    known.set(key, found);
    return found;
  };
}
