import type { Rectangle } from '../../../lib/contracts/capture/action.ts';
import { editingHost, isPicker, isTextField } from './fields.ts';
import { allRoots } from './roots.ts';
import { isCardNumber, rememberPasswords, secretOf } from './sensitivity.ts';

const candidates = 'input, textarea, select, [contenteditable]:not([contenteditable=false])';
const maximum = 200;

/** Rectangles of all fields in view whose content is not to be seen; relative to this frame's viewport. */
export function maskRectangles(keepTyped: boolean): Rectangle[] {
  const masks: Rectangle[] = [];
  for (const root of allRoots()) {
    rememberPasswords(root);
    for (const field of root.querySelectorAll(candidates)) {
      if (!isHiddenContent(field, keepTyped)) continue;
      const rect = field.getBoundingClientRect();
      if (inView(rect)) masks.push({ x: rect.x, y: rect.y, width: rect.width, height: rect.height });
      if (masks.length >= maximum) return masks;
    }
  }
  return masks;
}

function inView({ width, height, top, left, bottom, right }: DOMRect): boolean {
  return width > 1 && height > 1 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}

function isHiddenContent(field: Element, keepTyped: boolean): boolean {
  const secret = secretOf(field);
  if (secret === 'hidden') return false;
  if (secret) return true;
  if (isTextField(field)) {
    if (isPicker(field) || field.value === '') return false;
    return !keepTyped || isCardNumber(field.value);
  }
  if (keepTyped || field instanceof HTMLSelectElement || field instanceof HTMLInputElement) return false;
  return editingHost(field) === field && field.textContent.trim() !== '';
}
