import type { Sensitivity } from '../../../lib/contracts/capture/action.ts';
import { isTextField } from './fields.ts';

const passwordWords =
  /pass(word|wd|phrase|code|e?wort)|\bpwd\b|kennwort|mot.?de.?passe|contrase[nñ]a|\bsenha\b|wachtwoord|has[lł]o\b|пароль|密码|密碼|パスワード|비밀번호|\bsecret\b/i;
const cardWords =
  /(card|karten?|carte|tarjeta).?(no\b|nr|num|number|nummer|numéro)|\bcc.?(num|no|number|csc|cvc|cvv|exp)|\bcv[cv]2?\b|\bcsc\b|security.?code|prüfziffer|\biban\b/i;
const codeWords =
  /one.?time|\botp\b|\bt?otp.?code|\b2fa\b|\bmfa\b|two.?factor|verification.?code|authenticat(or|ion).?code|sms.?code|security.?pin|\bpin\b/i;

/** Keys to an account that are no passwords: not kept, though there is nothing to say of them but their name. */
const keyWords =
  /\b(api|access|auth|secret|private|bearer|client).?(key|token|secret)\b|\bapikey\b|\b(access|auth|bearer|refresh|session|personal).?tokens?\b/i;

/** Every field that was a password at any time stays one, however the page shows it later. */
const oncePassword = new WeakSet<Element>();

export const rememberPassword = (field: Element): void => {
  oncePassword.add(field);
};

/** Why the field's value must never be read; judged by everything but the value. */
export function secretOf(element: Element): Sensitivity | undefined {
  if (oncePassword.has(element)) return 'password';
  if (element instanceof HTMLInputElement) {
    if (element.type === 'password') {
      oncePassword.add(element);
      return 'password';
    }
    if (element.type === 'hidden') return 'hidden';
  }
  if (!isTextField(element) && !(element instanceof HTMLSelectElement)) return undefined;
  return byAutocomplete(element) ?? byHints(element);
}

function byAutocomplete(field: Element): Sensitivity | undefined {
  for (const token of (field.getAttribute('autocomplete') ?? '').toLowerCase().split(/\s+/)) {
    if (token === 'current-password' || token === 'new-password') return 'password';
    if (token === 'one-time-code') return 'one-time-code';
    if (token.startsWith('cc-') && token !== 'cc-name' && token !== 'cc-type') return 'card';
  }
  return undefined;
}

function byHints(field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): Sensitivity | undefined {
  const attributes = ['name', 'id', 'aria-label', 'placeholder', 'title', 'data-testid'];
  const labels = [...(field.labels ?? [])].map((label) => label.textContent);
  const labelled = (field.getAttribute('aria-labelledby') ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .map((id) => (field.getRootNode() as Document | ShadowRoot).getElementById?.(id)?.textContent);
  // `cardNumber` and `card_number` read like `card number`.
  const hints = [...attributes.map((name) => field.getAttribute(name)), ...labels, ...labelled]
    .filter((hint) => hint != null)
    .map((hint) => hint.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' '))
    .join(' \n ');
  if (passwordWords.test(hints) && field instanceof HTMLInputElement) return 'password';
  if (cardWords.test(hints)) return 'card';
  if (codeWords.test(hints) || isCodeBox(field)) return 'one-time-code';
  if (keyWords.test(hints) && !(field instanceof HTMLSelectElement)) return 'masked';
  return undefined;
}

/** One of several boxes for one character each. */
function isCodeBox(field: Element): boolean {
  if (!(field instanceof HTMLInputElement) || field.maxLength !== 1) return false;
  const group = field.parentElement?.parentElement ?? field.parentElement;
  return (group?.querySelectorAll('input[maxlength="1"]').length ?? 0) >= 4;
}

/** A payment card's number by its check digit, whatever the field is called (ISO/IEC 7812). */
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
