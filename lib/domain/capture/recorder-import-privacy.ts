import type { ActionTarget, Sensitivity } from '../../contracts/capture/action.ts';

/** Words of names, ids and attributes, taken apart: `newPassword`, `cc-number` → `new password`, `cc number`. */
const kinds: readonly (readonly [Sensitivity, RegExp])[] = [
  [
    'one-time-code',
    /\botp\b|\btotp\b|\b2fa\b|\bmfa\b|one time (?:code|password|pin)|(?:verification|authenticat(?:or|ion)|sms|login|confirmation) code/,
  ],
  [
    'card',
    /\b(?:credit |debit )?card ?(?:number|num|no|nr|holder|exp|verification|cvc|cvv|code)|\bcc ?(?:number|num|exp|csc|cvc|cvv|name)|\b(?:cvv|cvc)2?\b|\bcsc\b|security code|\bexpir(?:y|ation)\b|kartennummer|numero de (?:la )?tarjeta|\biban\b/,
  ],
  [
    'password',
    /pass ?(?:word|code|phrase|wd)|\bpwd\b|\bpass\b|\bpin\b|passwort|kennwort|contrase|mot de passe|\bsenha\b|wachtwoord|lösenord|adgangskode|hasło|пароль|密码|パスワード|비밀번호/,
  ],
  ['masked', /\bsecret\b|api ?key|access ?token|\bssn\b|social security|\btax ?id\b|passport/],
];

/** Why a field's value must not be kept, from what the script calls the field and from the value itself. */
export function sensitivityOf(target: ActionTarget, value: string): Sensitivity | undefined {
  if (target.inputType === 'password') return 'password';
  if (target.inputType === 'hidden') return 'hidden';
  const words = [target.name, ...target.selectors.flat()].map(inWords).join(' | ');
  for (const [kind, pattern] of kinds) if (pattern.test(words)) return kind;
  return isCardNumber(value) ? 'card' : undefined;
}

function inWords(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
}

/** 13 to 19 digits with a right check digit (Luhn), in groups or not. */
function isCardNumber(value: string): boolean {
  const digits = value.replace(/[ -]/g, '');
  if (!/^\d{13,19}$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Told instead of the length: enough to say that something was typed. */
export function roundedLength(value: string): number {
  return Math.ceil(value.length / 5) * 5;
}
