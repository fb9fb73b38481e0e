/** J. Verhoeff, Error Detecting Decimal Codes (1969): multiplication in the dihedral group of order ten. */
function multiply(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : ((a + b) % 5) + 5;
  return b < 5 ? ((a - b + 5) % 5) + 5 : (a - b + 5) % 5;
}

/** How a digit is exchanged at each place, counted from the right; it repeats after eight. */
const exchange = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

export function passesVerhoeff(digits: string): boolean {
  let check = 0;
  for (let place = 0; place < digits.length; place += 1) {
    let digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    for (let times = place % 8; times > 0; times -= 1) digit = exchange[digit] ?? 0;
    check = multiply(check, digit);
  }
  return check === 0;
}
