/** ISO/IEC 7064, MOD 97-10, over digits and letters (A = 10 … Z = 35). */
export function remainder97(sign: string): number {
  let rest = 0;
  for (let place = 0; place < sign.length; place += 1) {
    const value = Number.parseInt(sign[place] ?? '', 36);
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
  }
  return rest;
}

/** ISO/IEC 7064, MOD 11,10: the last digit checks the others. */
export function passesMod11By10(digits: string): boolean {
  let product = 10;
  for (let place = 0; place < digits.length - 1; place += 1) {
    const sum = (digits.charCodeAt(place) - 48 + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === digits.charCodeAt(digits.length - 1) - 48;
}
