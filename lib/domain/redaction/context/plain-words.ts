/**
 * Words as they are compared: lower case, without accents, `camelCase`, `snake_case` and `kebab-case` taken apart. Signs
 * that end a thought stay; all others become spaces.
 */
export function plainWords(text: string): string {
  return text
    .replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})/g, ' ')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^a-z0-9\u0080-\uffff,;.|\n#?!]+/g, ' ')
    .replace(/ł/g, 'l')
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o');
}

/**
 * A pattern of words in the form of `plainWords`, each alternative as a regular expression. Latin ones are whole words;
 * `others`, of scripts that need no blanks between words, are found anywhere.
 */
export function words(latin: string, others?: string): RegExp {
  const whole = `(?<![a-z0-9])(?:${latin})(?![a-z0-9])`;
  return new RegExp(others === undefined ? whole : `${whole}|(?:${others})`, 'g');
}
