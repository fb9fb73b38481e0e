import type { Rectangle } from '../../../lib/contracts/capture/action.ts';
import { editingHost, isPicker, isTextField } from './fields.ts';
import { allRoots } from './roots.ts';
import { isCardNumber, rememberPasswords, secretOf } from './sensitivity.ts';
import { visiblePart } from './visible-part.ts';

const candidates = 'input, textarea, select, [contenteditable]:not([contenteditable=false])';
const maximum = 200;

/** Rectangles of all fields in view whose content is not to be seen; relative to this frame's viewport. */
export function maskRectangles(keepTyped: boolean): Rectangle[] {
  const masks: Rectangle[] = [];
  for (const root of allRoots()) {
    rememberPasswords(root);
    for (const field of root.querySelectorAll(candidates)) {
      if (!isHiddenContent(field, keepTyped)) continue;
      const seen = visiblePart(field);
      if (seen) masks.push(seen);
      if (masks.length >= maximum) return masks;
    }
  }
  return masks;
}

function isHiddenContent(field: Element, keepTyped: boolean): boolean {
  const secret = secretOf(field);
  if (secret === 'hidden') return false;
  // Without reading what it holds: a placeholder shows in an empty field only.
  if (secret) return !field.matches(':placeholder-shown');
  if (isTextField(field)) {
    if (isPicker(field) || field.value === '') return false;
    return !keepTyped || isCardNumber(field.value);
  }
  if (keepTyped || field instanceof HTMLSelectElement || field instanceof HTMLInputElement) return false;
  return editingHost(field) === field && field.textContent.trim() !== '';
}
