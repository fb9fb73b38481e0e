import type { Rectangle, Sensitivity } from '../../../lib/contracts/capture/action.ts';
import { editingHost, isPicker, isTextField, showsMore } from './fields.ts';
import { knownFields } from './known-fields.ts';
import { isCardNumber, secretOf } from './sensitivity.ts';
import { visibleParts, wholeView } from './visible-part.ts';

/** A frame with more such fields is covered whole. */
const most = 1_000;

export interface FieldsInView {
  /** Where content is that is not to be seen; relative to this frame's viewport. */
  readonly masks: readonly Rectangle[];
  /** Those that show what they hold, and may. */
  readonly legible: readonly Element[];
}

export function fieldsInView(keepTyped: boolean): FieldsInView {
  const masks: Rectangle[] = [];
  const legible: Element[] = [];
  for (const field of knownFields()) {
    // Where a field is costs much less to tell than what it is for.
    if (!isInView(field)) continue;
    const secret = secretOf(field);
    if (secret ? isSecretSeen(field, secret) : isHiddenContent(field, keepTyped))
      masks.push(...visibleParts(field));
    else if (!secret) legible.push(field);
    if (masks.length > most) return { masks: [wholeView()], legible: [] };
  }
  return { masks, legible };
}

function isInView(field: Element): boolean {
  const { top, left, bottom, right } = field.getBoundingClientRect();
  return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}

const isSecretSeen = (field: Element, secret: Sensitivity): boolean => secret !== 'hidden' && !isEmpty(field);

function isHiddenContent(field: Element, keepTyped: boolean): boolean {
  if (isTextField(field)) {
    if (isPicker(field)) return false;
    if (!keepTyped) return field.value !== '' || showsMore(field);
    return isCardNumber(field.value);
  }
  if (keepTyped || field instanceof HTMLSelectElement || field instanceof HTMLInputElement) return false;
  return editingHost(field) === field && field.textContent.trim() !== '';
}

/**
 * Whether nothing is to be seen in it yet, told without looking at what it holds. Some of that is kept from scripts, and
 * who types has the focus there.
 */
function isEmpty(field: Element): boolean {
  if (field.matches(':focus')) return false;
  if (field instanceof HTMLSelectElement) return field.value === '' && !field.matches(':autofill');
  return isTextField(field) && field.value === '' && !showsMore(field);
}
