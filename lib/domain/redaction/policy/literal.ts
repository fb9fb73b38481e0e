const special = /[\\^$.*+?()[\]{}|/]/g;

/**
 * The text as an expression of RE2 and of JavaScript alike: any blanks for a blank, and letters with marks as one sign
 * or as several, since pages have both.
 */
export function literal(text: string): string {
  return Array.from(text.normalize('NFC').replace(/\s+/gu, ' '), (sign) => {
    if (sign === ' ') return String.raw`\s+`;
    const apart = sign.normalize('NFD');
    return apart === sign ? escaped(sign) : `(?:${escaped(sign)}|${escaped(apart)})`;
  }).join('');
}

function escaped(text: string): string {
  return text.replace(special, String.raw`\$&`);
}
