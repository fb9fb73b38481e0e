import type { Sensitivity } from '../../../contracts/capture/action.ts';
import { lowerWords } from '../../../contracts/compose/lower-words.ts';
import type { StepPhrase } from './phrases.ts';
import type { Reference } from './reference.ts';

interface SecretPhrase {
  readonly phrase: StepPhrase;
  /** The field's name as words of the sentence; without it the field is spoken of by its reference. */
  readonly words?: string;
}

/** What a label asks for, without its asking: “Enter your password” → password. */
const asking = /^(?:please )?(?:(?:enter|type|provide|input|fill in) )?(?:your |the |a |an )?/i;
/** A name that is a plain noun phrase of a few words: it can stand in a sentence. */
const nounPhrase = /^\p{L}[\p{L}’'/-]*(?: [\p{L}/()’'-]+){0,4}$/u;

const nouns: Readonly<Record<'password' | 'card' | 'one-time-code', RegExp>> = {
  password: /\b(?:password|passcode|passphrase|pin)\b/i,
  card: /\b(?:card(?:holder)?|iban|cvc|cvv|csc|security code|expir(?:y|ation|es)|account number|valid (?:thru|until))\b/i,
  'one-time-code': /\b(?:code|otp|pin|passcode|password|token)\b/i,
};
const repeating = /\b(?:confirm|confirmation|repeat|retype|re-enter|verify|again)\b/i;
/** What every card has, and which alone does not say whose it is. */
const partOfCard = /^(?:security code|expir|valid|cvc|cvv|csc)/i;

/** How to ask for what is never kept: “Enter your card number” rather than “Enter your card details in Card number”. */
export function secretPhrase(sensitivity: Sensitivity, it: Reference): SecretPhrase | undefined {
  switch (sensitivity) {
    case 'password':
      if (repeating.test(it.name)) return { phrase: 'passwordAgain' };
      return spoken(it, 'password', 'enterYour') ?? { phrase: it.name ? 'password' : 'passwordAlone' };
    case 'card':
      return spoken(it, 'card', cardPhrase(wanted(it.name))) ?? { phrase: it.name ? 'card' : 'cardAlone' };
    case 'one-time-code':
      // Boxes for single digits are called “Digit 1” and so on.
      if (/\d/.test(it.name)) return { phrase: 'codeAlone' };
      return spoken(it, 'one-time-code', 'enterThe') ?? { phrase: it.name ? 'code' : 'codeAlone' };
    default:
      return undefined;
  }
}

function cardPhrase(words: string): StepPhrase {
  if (/\b(?:card ?holder|name)\b/i.test(words)) return 'enterThe';
  return partOfCard.test(words) ? 'enterOfCard' : 'enterYour';
}

function spoken(it: Reference, kind: keyof typeof nouns, phrase: StepPhrase): SecretPhrase | undefined {
  const words = wanted(it.name);
  if (!it.seen || !nounPhrase.test(words) || !nouns[kind].test(words)) return undefined;
  return { phrase, words: lowerWords(words) };
}

function wanted(name: string): string {
  return name.replace(asking, '');
}
