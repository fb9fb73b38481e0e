/** A text as it may have been before it was misread, with the way back to the places of what was read. */
export interface Variant {
  readonly text: string;
  /** Where in the read text a character of this one begins, and where it ends. */
  readonly startOf: (place: number) => number;
  readonly endOf: (place: number) => number;
}

/** A digit, or what one is taken for: a nought with a stroke for a letter in a ring. */
const digit = '[0-9OoQDØø©®Il|!iZzSsBGgqb?]';
const hex = '[0-9A-Fa-fOoØø©®IlSsZzgGqT¢€£é?]';
/** An amount behind a sign of money has none before it: `Total €128.00, delivered`. */
const at = '(?: ?(?:[@©®]{1,4}|[€¢](?! ?\\d+(?:[.,]\\d+)*(?:[ ,;]|[.]?(?: |$)))) ?|\\(a\\)|\\(@)';
/**
 * A comma or a blank may be a dot, and may as well end it: no more of them are taken than there have to be.
 */
const domain = '[\\w-]+(?:(?: ?[.,] ?| )[\\w-]+){0,3}? ?[.,] ?[a-z]{2,}(?: ?\\. ?[a-z]{2,}){0,2}';

/** `@` is read as `fi`, `g` or `Q` now and then: then only what it is called tells an address from a file. */
const mailNamed = '(?:[Ee]-?[Mm]ai[l1I|]|[Mm]ail|[Cc]ontact)s?(?: [Aa]ddress(?:es)?)?';
const mailWithoutSign = '(?!www\\.)[\\w.+-]{5,}[.,] ?[a-z]{2,}';
const mailLabel = new RegExp(`(?<![A-Za-z])${mailNamed}[^A-Za-z0-9]{0,4}$`);
const mailAlone = new RegExp(`(?<!\\S)${mailWithoutSign}(?!\\S)`, 'g');
const anyMail = 'anna.keller@northwind.com';

interface Shape {
  readonly pattern: RegExp;
  /** Real digits that a match must have at least. */
  readonly digits?: number;
  /** What passes every check, in place of what no longer does. */
  readonly sample: string;
}

const shapeOf = (pattern: string, sample: string, digits = 0): Shape => ({
  pattern: new RegExp(`(?<![A-Za-z0-9])${pattern}(?![A-Za-z0-9])`, 'g'),
  sample,
  digits,
});

/**
 * What things with a check or a strict form look like once a character was misread, left out or put in: the check cannot
 * be asked then, and a number of that form is covered all the same. The samples are of nobody.
 */
const shapes: readonly Shape[] = [
  shapeOf(`${digit}{3,5}([ .-]?)${digit}{3,5}\\1${digit}{3,5}\\1${digit}{3,5}`, '4111 1111 1111 1111', 12),
  shapeOf(`3${digit}{3}([ -])${digit}{5,7}\\1${digit}{4,6}`, '4111 1111 1111 1111', 11),
  shapeOf(
    '[A-Z][A-Z0£€][0-9OISBGZDEØ©®]{2,3}(?: ?[A-Z0-9]{3,5}){3,7}(?: ?[A-Z0-9]{1,4})?',
    'DE89 3704 0044 0532 0130 00',
    10,
  ),
  shapeOf(
    `(?:\\S*(?:[:;] ?/|//)[:/]{0,2} ?[\\w.-]{2,} ?: ?|[\\w.-]{2,}:)[^\\s@]{2,}${at}${domain}`,
    'https://anna:w1nter42@northwind.com',
  ),
  // The sign between them was read as letters: what follows a password is no port.
  shapeOf('\\S*//[\\w.-]{2,}:(?!\\d{1,5}(?![\\w]))[^\\s/]{6,}', 'https://anna:w1nter42@northwind.com'),
  shapeOf(`(?<=${mailNamed}[^A-Za-z0-9]{1,4})${mailWithoutSign}`, anyMail),
  // A dot that was read as a blank: the name's first part, where the field holds nothing else.
  shapeOf(
    `(?:^(?!e-?mai|mail|contact)[a-z][\\w+-]{2,} )?[\\w.+-]{2,}${at}${domain}`,
    'anna.keller@northwind.com',
  ),
  shapeOf(`${hex}{1,3}(?:[.-]${hex}{1,3}){5}`, '00:1b:44:11:3a:b7', 1),
  // One of its colons may be taken for a letter.
  shapeOf('[^\\s:;]{1,6}(?:[:;][^\\s:;]{1,6}){4,5}', '00:1b:44:11:3a:b7', 2),
  shapeOf(`(?:${digit}{1,3}\\.){3}${digit}{1,3}`, '81.2.69.142', 4),
  shapeOf(`${digit}{3}[-–—]${digit}{2}[-–—]${digit}{4}`, '457-55-5462', 6),
  shapeOf(`${digit}{3} ${digit}{3} ${digit}{4}`, '943 476 5919', 7),
  shapeOf(
    '[sS5$][kK][_ -]?(?:[lI1|][iIl1!]ve|[tT]est)[_ -]?[\\w?]{8,}',
    `sk_live_${'4eC39HqLyjWDarjtT1zdp7dc'}`,
  ),
  shapeOf('[gq9G][hH][pousrPOUSR05][_ -][\\w?]{12,}', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a'),
  shapeOf('A[KX][IT1l|!)\\]]A[^\\s,;]{12,18}', 'AKIAQYLPMN5HFIQR7XYA'),
  shapeOf('(?=[^\\s\\d]*\\d)[A-Z0-9|!?()[\\]]{18,40}', 'AKIAQYLPMN5HFIQR7XYA'),
];

/**
 * Signs that hold the parts of an address together, and digits: a reader often puts blanks between them. A blank behind
 * a stop, before a capital, and one behind a colon that no address began with, are what sentences and labels have.
 */
const heldTogether =
  /(?<=[\w@]) ?[@/_] ?(?=\w)|(?<=[\w@])(?: ?\. ?(?=[a-z\d])| ?\.(?=\w))|(?<=\w)(?: :(?=\w)|(?<=\/\/\S{1,64}|\b[\da-fA-F]{2}) ?: ?(?=\w)| ?: ?(?=\/\/))|(?<=\d) ?[- ] ?(?=\d)/g;
const looseDigits = new RegExp(`(?<![A-Za-z0-9])${digit}+(?:[-./ ]${digit}+)*(?![A-Za-z0-9])`, 'g');

const meant: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'OoQDØø©®'].map((letter) => [letter, '0'])),
  ...Object.fromEntries([...'Il|!i?'].map((letter) => [letter, '1'])),
  ...Object.fromEntries([...'Zz'].map((letter) => [letter, '2'])),
  ...Object.fromEntries([...'Ss'].map((letter) => [letter, '5'])),
  ...Object.fromEntries([...'Gb'].map((letter) => [letter, '6'])),
  ...Object.fromEntries([...'gq'].map((letter) => [letter, '9'])),
  B: '8',
};

/**
 * The text itself, and what it may have been.
 * @param labels what it may be called
 */
export function variantsOf(text: string, labels: readonly string[] = []): Variant[] {
  const asRead: Variant = { text, startOf: (place) => place, endOf: (place) => place };
  const closed = replaced(asRead, heldTogether, (match) =>
    match === match.trim() ? undefined : match.trim(),
  );
  const bases = closed ? [asRead, closed] : [asRead];
  const others = bases.flatMap((base) => [
    replaced(base, looseDigits, readAsDigits),
    labels.some((label) => mailLabel.test(label)) ? replaced(base, mailAlone, () => anyMail) : undefined,
    replaced(base, /(?<!\p{L})\p{L}{3,6}(?!\p{L})/gu, namingBirth),
    ...shapes.map(({ pattern, digits = 0, sample }) =>
      replaced(base, pattern, (match) => (realDigits(match) >= digits ? sample : undefined)),
    ),
  ]);
  return [...bases, ...others.filter((variant) => variant !== undefined)];
}

/** No form tells a day of birth from other days: a letter misread in the word for it, or left out, must not hide it. */
function namingBirth(word: string): string | undefined {
  const said = word.toLowerCase();
  if (said === 'bom') return 'Born';
  return ['born', 'birth'].find((meantWord) => said !== meantWord && isNearly(said, meantWord));
}

/** But for one letter that is another, missing, or too many. */
function isNearly(said: string, word: string): boolean {
  let from = 0;
  while (from < word.length && said[from] === word[from]) from += 1;
  let to = 0;
  while (to < Math.min(said.length, word.length) - from && said.at(-1 - to) === word.at(-1 - to)) to += 1;
  return Math.max(said.length, word.length) - from - to <= 1;
}

/** A group without any digit is a word that happens to be of such letters. */
function readAsDigits(match: string): string | undefined {
  const read = match.replace(/[^-./ ]*\d[^-./ ]*/g, (group) =>
    group.replace(/\D/g, (letter) => meant[letter] ?? letter),
  );
  return read === match || realDigits(match) < 3 ? undefined : read;
}

const realDigits = (text: string) => text.replace(/\D/g, '').length;

/** Nothing when there is nothing to replace. */
function replaced(
  base: Variant,
  pattern: RegExp,
  replacement: (match: string) => string | undefined,
): Variant | undefined {
  const pieces: { at: number; length: number; from: number; to: number }[] = [];
  let made = '';
  let last = 0;
  for (const match of base.text.matchAll(pattern)) {
    const by = replacement(match[0]);
    if (by === undefined) continue;
    made += base.text.slice(last, match.index);
    pieces.push({ at: made.length, length: by.length, from: match.index, to: match.index + match[0].length });
    made += by;
    last = match.index + match[0].length;
  }
  if (pieces.length === 0) return undefined;
  const back = (place: number, side: 'from' | 'to') => {
    let shift = 0;
    for (const piece of pieces) {
      if (place < piece.at || (side === 'to' && place === piece.at)) break;
      if (place < piece.at + piece.length || (side === 'to' && place === piece.at + piece.length))
        return piece[side];
      shift = piece.to - (piece.at + piece.length);
    }
    return place + shift;
  };
  return {
    text: made + base.text.slice(last),
    startOf: (place) => base.startOf(back(place, 'from')),
    endOf: (place) => base.endOf(back(place, 'to')),
  };
}
