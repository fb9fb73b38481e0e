import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { bounded, numbersIn } from '../text/numbers.ts';

const person = bounded('(?:\\d{1,2}\\.\\d{3}\\.\\d{3}|\\d{7,8})[- ]?[A-Z]', 'gi');
const foreigner = bounded('[XYZKLM][- ]?\\d{7}[- ]?[A-Z]|[XYZ][- ]?\\d\\.\\d{3}\\.\\d{3}[- ]?[A-Z]', 'gi');
const company = bounded('[ABCDEFGHJNPQRSUVW][- ]?\\d{7}[- ]?[\\dA-J]', 'gi');
const controls = 'TRWAGMYFPDXBNJZSQVHLCKE';

export const esNif: Recognizer = {
  kind: 'es-nif',
  source: 'Real Decreto 1065/2007, art. 19–24; Orden EHA/451/2008',
  region: 'ES',
  words: words(
    'dni|d n i|nif|n i f|nie|n i e|cif|documento(?: nacional)?(?: de identidad)?|identidad|identificacion fiscal|numero de identidad|num(?:ero)? fiscal|spanish (?:id|tax)\\w*|national id\\w*|tax id\\w*',
  ),
  needs: ({ digits, length }) => digits >= 7 && length >= 8,
  *find(text) {
    for (const { start, end, sign } of numbersIn(text, person)) {
      if (!isControlled(sign)) continue;
      const capital = /[A-Z]/.test(text[end - 1] ?? '');
      yield { start, end, strength: capital && sign.length === 9 ? 'strong' : 'weak' };
    }
    for (const { start, end, sign } of numbersIn(text, foreigner)) {
      const value = sign
        .replace(/^[XKLM]/, '0')
        .replace(/^Y/, '1')
        .replace(/^Z/, '2');
      if (!isControlled(value)) continue;
      yield { start, end, strength: text[start] === sign[0] ? 'strong' : 'weak' };
    }
    for (const { start, end, sign } of numbersIn(text, company))
      if (isCompany(sign)) yield { start, end, strength: 'weak' };
  },
};

function isControlled(sign: string): boolean {
  return controls[Number(sign.slice(0, -1)) % 23] === sign.at(-1);
}

function isCompany(sign: string): boolean {
  let sum = 0;
  for (let place = 1; place <= 7; place += 1) {
    const digit = Number(sign[place]);
    sum += place % 2 === 0 ? digit : Math.floor((digit * 2) / 10) + ((digit * 2) % 10);
  }
  const control = (10 - (sum % 10)) % 10;
  return sign[8] === String(control) || sign[8] === 'JABCDEFGHI'[control];
}
