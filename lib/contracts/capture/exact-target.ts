import { nameSource, popup, sensitivity } from './action.ts';
import { type Fields, hasOnly, isFields, isFlag, isList, isNumber, isText } from './exact-values.ts';
import { recordingLimits } from './limits.ts';

const nameSources: ReadonlySet<unknown> = new Set(nameSource.options);
const sensitivities: ReadonlySet<unknown> = new Set(sensitivity.options);
const popups: ReadonlySet<unknown> = new Set(popup.options);
const { textLength } = recordingLimits;

export function isExactRectangle(value: unknown): boolean {
  return (
    isFields(value) &&
    isNumber(value.x) &&
    isNumber(value.y) &&
    isNumber(value.width) &&
    isNumber(value.height) &&
    hasOnly(value, 4)
  );
}

export function isExactPoint(value: unknown): boolean {
  return isFields(value) && isNumber(value.x) && isNumber(value.y) && hasOnly(value, 2);
}

export function isExactSurrounding(value: unknown): boolean {
  if (!isFields(value) || !isText(value.role, 60) || !isText(value.name, 500)) return false;
  return value.label === undefined ? hasOnly(value, 2) : isText(value.label, 500) && hasOnly(value, 3);
}

function isExactSelector(value: unknown): boolean {
  if (!Array.isArray(value) || value.length > 12) return false;
  for (const part of value) if (!isText(part, textLength)) return false;
  return true;
}

/** `actionTarget`, as the schema would return it. */
export function isExactTarget(value: unknown): boolean {
  if (!isFields(value)) return false;
  if (
    !isText(value.role, 60) ||
    !isText(value.name, 500) ||
    !nameSources.has(value.nameSource) ||
    !isText(value.tag, 60) ||
    !isList(value.surroundings, 12, isExactSurrounding) ||
    !isList(value.selectors, 12, isExactSelector)
  )
    return false;
  const optional = countOptional(value);
  return optional >= 0 && hasOnly(value, 6 + optional);
}

/** How many optional properties there are; -1 when one is not as it should be. */
function countOptional(target: Fields): number {
  const { inputType, text, placeholder, checked, expanded, selected } = target;
  let count = 0;
  if (inputType !== undefined) {
    if (!isText(inputType, 40)) return -1;
    count += 1;
  }
  if (text !== undefined) {
    if (!isText(text, 500)) return -1;
    count += 1;
  }
  if (placeholder !== undefined) {
    if (!isText(placeholder, 500)) return -1;
    count += 1;
  }
  if (checked !== undefined) {
    if (!isFlag(checked)) return -1;
    count += 1;
  }
  if (expanded !== undefined) {
    if (!isFlag(expanded)) return -1;
    count += 1;
  }
  if (selected !== undefined) {
    if (!isFlag(selected)) return -1;
    count += 1;
  }
  const rare = countRare(target);
  return rare < 0 ? -1 : count + rare;
}

function countRare({ popup: opens, editable, sensitivity: reason }: Fields): number {
  let count = 0;
  if (opens !== undefined) {
    if (!popups.has(opens)) return -1;
    count += 1;
  }
  if (editable !== undefined) {
    if (!isFlag(editable)) return -1;
    count += 1;
  }
  if (reason !== undefined) {
    if (!sensitivities.has(reason)) return -1;
    count += 1;
  }
  return count;
}
