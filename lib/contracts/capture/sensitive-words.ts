import type { Sensitivity } from './action.ts';

/**
 * What fields are called whose value is not kept, as `inWords` puts it: the names of the agent that sees the page and
 * of the importer, which has nothing but names. The first that fits tells why.
 */
const kinds: readonly (readonly [Sensitivity, RegExp])[] = [
  [
    'one-time-code',
    /\botp|\btotp(?:\b|\d|code)|(?<!\d)2 ?fa(?:\b|code|token)|\bmfa|two ?factor|\bone ?time|(?:verification|authenticat(?:or|ion)|sms|login|confirmation) ?code|security ?pin/,
  ],
  [
    'card',
    /(?:(?<!\b(?:dis|wild|post|score|time|flash) ?)card|karten?|carte|tarjeta) ?(?:no\b|nr|num|nummer|numéro|holder|exp(?:\b|ir|date|month|year)|verification|cvc|cvv|code)|numero de (?:la )?tarjeta|\bcc ?(?:no(?:\b|\d)|num|exp|csc|cvc|cvv|name)|\bcv[cv]|\bcsc\b|security ?code|prüfziffer|\bexpir(?:y|ation)\b|\biban\b/,
  ],
  [
    'password',
    /pass ?(?:word|wd|phrase|code|e?wort)|pwd|\bpin\b|kennwort|mot ?de ?passe|contrase[nñ]|\bsenha\b|wachtwoord|lösenord|adgangskode|hasło|haslo(?!c|g)|пароль|密码|密碼|パスワード|비밀번호/,
  ],
  // The word that many sign-in forms call a password by, where it is not what lets people in, on board or through.
  [
    'password',
    /(?<!\b(?:boarding|bus|day|event|free|guest|hall|lift|month|monthly|museum|parking|press|rail|season|ski|train|transit|travel|visitor|week|weekly|year|annual) )\bpass\d?\b(?! (?:or )?(?:fail|holder|mark|rate|through|type))/,
  ],
  [
    'masked',
    /\bsecrets?\b|\b(?:api|access|auth|secret|private|bearer|client) ?(?:key|token|secret)s?\b|\b(?:access|auth|bearer|refresh|session|personal) ?tokens?\b|\bssn\b|social security|\btax ?id\b|passport/,
  ],
];

/** Why the value of a field that is called so must not be kept; `holds` may except a kind for the field at hand. */
export function sensitivityOfName(
  name: string,
  holds: (kind: Sensitivity) => boolean = () => true,
): Sensitivity | undefined {
  const words = inWords(name);
  return kinds.find(([kind, pattern]) => pattern.test(words) && holds(kind))?.[0];
}

/** `newPassword`, `cc-number` → `new password`, `cc number`. */
function inWords(text: string): string {
  return text
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\n]+/gu, ' ');
}

/** A payment card's number by its check digit, in groups or not, whatever the field is called (ISO/IEC 7812). */
export function isCardNumber(value: string): boolean {
  const digits = value.replace(/[\s-]/g, '');
  if (!/^\d{13,19}$/.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const weighted = place % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}
