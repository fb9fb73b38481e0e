/*
 * What somebody can be asked to give away, to whom they would, and what cannot be taken back: with one of these words and
 * plain ones an order is made that matters. They are said where the rules say them, and never because a page has a
 * control that is called so.
 */
const given = `
  password passwords passcode passphrase pass pin pins otp code codes token tokens secret secrets key keys mnemonic phrase
  recovery backup credential credentials login logins username signature security verification authenticator fingerprint
  account accounts identity passport licence license ssn iban cvv cvc card cards wallet bank banks banking crypto bitcoin
  payment payments money cash fund funds gift voucher salary wage balance credit debit loan deposit refund
  detail details data information info personal private confidential contact contacts phone mobile email mail address
  addresses
`;

const acts = `
  transfer transfers wire wires pay pays paying send sends sending submit give gives giving share shares sharing forward
  withdraw donate reveal disclose tell call calls calling reply message download downloads install installs run
  execute disable allow grant grants permit authorize authorise approve confirm trust invite impersonate delegate reset
  revoke delete deletes remove erase remote
`;

/** One for each language that guides are in (`GuidePhrases.weighty`), and nothing else of this is in any. */
export interface WeightyWords {
  /** In lower case, between white space. */
  readonly words: string;
  /** What all forms of a word have in common, of a word in lower case. */
  readonly stem: (word: string) => string;
}

export const english: WeightyWords = {
  words: `${given} ${acts}`,
  stem: (word) =>
    word.length < 4
      ? word
      : word
          .replace(/(?:’s|'s)$/, '')
          .replace(/ies$/, 'y')
          .replace(/(?:es|s|ing|ed|e)$/, ''),
};
