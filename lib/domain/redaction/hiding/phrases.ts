import { kindWords } from '../../../contracts/redaction/kind-words.ts';

/*
 * What was hidden is said in words: `an e-mail address` where nothing else stood there, `Ask [a person’s name] for the
 * key` within other words, where a reader has to see what stands for something.
 */

/** Longest first, so that none is taken for the beginning of another. */
const phrases = [...new Set(Object.values(kindWords))].sort((a, b) => b.length - a.length);
const any = phrases.join('|');
/** Within other words a phrase counts in its brackets alone: a page may speak of a card number. */
const standing = new RegExp(`\\[(?:${any})\\]|^(?:${any})$`, 'g');

/** Whether this is all that is left of a text. */
export function isPhrase(text: string): boolean {
  return phrases.includes(text);
}

/** Said of many things: a label with no more in common asks for something else (“IP address”, “Number of guests”). */
const common = new Set(['address', 'number', 'name', 'code', 'key']);
/** Whose name, or which part of it. */
const ofPerson =
  /^(?:account|card|client|contact|customer|employee|family|first|full|given|guest|holder|last|legal|middle|patient|preferred|recipient|sender|your)$/;

/** Whether a label asks for it already: “E-mail” for an e-mail address, “First name” for a person’s name. */
export function isAskedBy(label: string, phrase: string): boolean {
  const words = wordsOf(label);
  const shared = wordsOf(phrase).filter((word) => word.length > 3 && words.includes(word));
  if (shared.some((word) => !common.has(word))) return true;
  const others = words.filter((word) => !shared.includes(word));
  return shared.length > 0 && others.every((word) => shared.includes('name') && ofPerson.test(word));
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('-', '')
    .match(/\p{L}+/gu) ?? [];

/** The text with letters of no word in place of what is hidden already: nothing is found there once more. */
export function withoutPhrases(text: string): string {
  return text.replace(standing, (phrase) => 'x'.repeat(phrase.length));
}

/** Where something is hidden already. */
export function phrasesIn(text: string): { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(standing)].map(({ index, 0: phrase }) => ({
    start: index,
    end: index + phrase.length,
  }));
}

const whole = (open: string, close: string) => `${open}\\[?(${any})\\]?${close}`;
const marked = whole('\\*\\*', '\\*\\*');
const quoted = whole('“', '”');
const kindOfThing = new RegExp(
  `\\bthe (?:${marked}|${quoted}) ([a-z]+(?: (?:cell|field|header|item)\\b)?)`,
  'g',
);
const alone = new RegExp(`${marked}|${quoted}`, 'g');

/** What is there already, where it is named as a place. */
const beside = new RegExp(`(?<=\\b(?:beside|for|in|on|under) )${quoted}`, 'g');

/**
 * A sentence about hidden things as one would say it: nobody types “an e-mail address”, nor looks for these words on the
 * screen. `Type “an e-mail address” in **E-mail**` loses its quotation marks, `Click **a person’s name**` is about the
 * one that is seen there, and `in the “a person’s name” row` becomes `in the row with a person’s name`. Brackets are
 * left to what a page or a person wrote, where other words stand around.
 */
export function sayPhrases(sentence: string): string {
  if (!sentence.includes('**') && !sentence.includes('“')) return sentence;
  return sentence
    .replace(kindOfThing, (_, strong, said, thing) => `the ${thing} with ${strong ?? said}`)
    .replace(beside, (_, said) => theOne(said))
    .replace(alone, (_, strong, said) => (strong ? theOne(strong) : said));
}

function theOne(phrase: string): string {
  return phrase.replace(/^an? /, 'the ');
}
