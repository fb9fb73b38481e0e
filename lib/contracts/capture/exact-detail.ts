import { isExactPoint, isExactSurrounding, isExactTarget } from './exact-target.ts';
import { type Fields, hasOnly, isFields, isFlag, isList, isText, isWhole } from './exact-values.ts';
import { recordingLimits } from './limits.ts';

const { textLength } = recordingLimits;
const unlimited = Number.POSITIVE_INFINITY;

function isModifier(value: unknown): boolean {
  return value === 'Alt' || value === 'Control' || value === 'Meta' || value === 'Shift';
}

function isShort(value: unknown): boolean {
  return isText(value, 500);
}

function isExactField(value: unknown): boolean {
  if (!isFields(value) || !isFlag(value.masked) || !isWhole(value.length, Number.MIN_SAFE_INTEGER))
    return false;
  if (value.value === undefined) return hasOnly(value, 2);
  return isText(value.value, textLength) && hasOnly(value, 3);
}

function isExactDrag({ onto, from, to }: Fields): number {
  if (!isExactPoint(from) || !isExactPoint(to)) return -1;
  if (onto === undefined) return 2;
  return isExactTarget(onto) ? 3 : -1;
}

function isExactScroll({ toward, revealed }: Fields): number {
  if (toward !== 'up' && toward !== 'down' && toward !== 'left' && toward !== 'right') return -1;
  if (revealed === undefined) return 1;
  return isExactSurrounding(revealed) ? 2 : -1;
}

/** One when it is there, and so little when it is not as it should be that the sum says so. */
function countKeyboard({ keyboard }: Fields): number {
  if (keyboard === undefined) return 0;
  return keyboard === 'mac' || keyboard === 'windows' ? 1 : -3;
}

const causes: ReadonlySet<unknown> = new Set(['address', 'action', 'script', 'reload', 'back-forward']);

/** How many properties the kind has besides `kind`; -1 when one is not as it should be. */
function countProperties(detail: Fields): number {
  switch (detail.kind) {
    case 'click': {
      const { button, modifiers } = detail;
      const known = button === 'primary' || button === 'auxiliary' || button === 'secondary';
      return known && isList(modifiers, unlimited, isModifier) ? 2 + countKeyboard(detail) : -1;
    }
    case 'input':
      return isExactField(detail.field) ? 1 : -1;
    case 'key':
      return isText(detail.key, 40) && isList(detail.modifiers, unlimited, isModifier)
        ? 2 + countKeyboard(detail)
        : -1;
    case 'select':
      return isList(detail.options, unlimited, isShort) && isFlag(detail.masked) ? 2 : -1;
    case 'check':
      return isFlag(detail.checked) ? 1 : -1;
    case 'drag':
      return isExactDrag(detail);
    case 'scroll':
      return isExactScroll(detail);
    case 'navigate':
      return causes.has(detail.cause) ? 1 : -1;
    case 'open-tab':
      return detail.cause === 'address' || detail.cause === 'action' ? 1 : -1;
    case 'choose-file':
      return isList(detail.fileNames, 20, isShort) ? 1 : -1;
    case 'note':
      return typeof detail.stepId === 'string' && isText(detail.note, textLength) ? 2 : -1;
    case 'remove-step':
      return typeof detail.stepId === 'string' ? 1 : -1;
    case 'double-click':
    case 'switch-tab':
    case 'close-tab':
    case 'hover':
    case 'pause':
    case 'resume':
      return 0;
    default:
      return -1;
  }
}

/** The `detail` of an action, as the schema would return it. */
export function isExactDetail(value: unknown): boolean {
  if (!isFields(value)) return false;
  const count = countProperties(value);
  return count >= 0 && hasOnly(value, 1 + count);
}
