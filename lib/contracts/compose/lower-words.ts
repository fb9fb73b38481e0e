/** `Card Number` → card number; abbreviations and names stay as they are: `PIN`, `IBAN`, `iPhone`. */
export function lowerWords(text: string): string {
  return text.replace(/(?<=^|\s)\p{Lu}[\p{Ll}-]+(?=\s|$)/gu, (word) => word.toLowerCase());
}
