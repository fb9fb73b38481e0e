const anything = /^\P{L}*(?:names?|nom|nombre|nome|naam|navn|namn|imi[eę]|nazwa)\P{L}*$/iu;

/** “Name” heads fields and columns of people, and of files, products and everything else. */
export function isVagueLabel(label: string): boolean {
  return anything.test(label);
}
