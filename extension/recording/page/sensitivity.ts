import type { Sensitivity } from '../../../lib/contracts/capture/action.ts';
import { sensitivityOfName } from '../../../lib/contracts/capture/sensitive-words.ts';
import { isTextField } from './fields.ts';
import { labelsOf } from './labels.ts';

export { isCardNumber } from '../../../lib/contracts/capture/sensitive-words.ts';

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
  const labels = labelsOf(field).map((label) => label.textContent);
  const labelled = (field.getAttribute('aria-labelledby') ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .map((id) => (field.getRootNode() as Document | ShadowRoot).getElementById?.(id)?.textContent);
  const hints = [...attributes.map((name) => field.getAttribute(name)), ...labels, ...labelled]
    .filter((hint) => hint != null)
    .join(' \n ');
  const kind = sensitivityOfName(hints, (one) => canHold(field, one));
  if (kind && kind !== 'masked') return kind;
  return isCodeBox(field) ? 'one-time-code' : kind;
}

/** Nobody types a password into a text area, and what is chosen from a list is no key. */
function canHold(field: Element, kind: Sensitivity): boolean {
  if (kind === 'password') return field instanceof HTMLInputElement;
  return kind !== 'masked' || !(field instanceof HTMLSelectElement);
}

/** One of several boxes for one character each. */
function isCodeBox(field: Element): boolean {
  if (!(field instanceof HTMLInputElement) || field.maxLength !== 1) return false;
  const group = field.parentElement?.parentElement ?? field.parentElement;
  return (group?.querySelectorAll('input[maxlength="1"]').length ?? 0) >= 4;
}
