import type { ActionTarget, Surrounding } from '../../../contracts/capture/action.ts';
import { nameLength } from '../../../contracts/capture/limits.ts';
import { decoded } from './decoded.ts';
import type { Hider } from './hider.ts';
import { withinLength } from './within-length.ts';

/**
 * What the field or column is called that holds a target's value. Of the target as it is kept, so that it is called the
 * same when it is hidden again: an example of what to type is no name of it, and is gone from there.
 */
export function labelOf(target: ActionTarget | undefined, hider: Hider): string {
  if (!target) return '';
  // Twice, since the last of its names may give away what the first one is.
  hideInTarget(target, hider);
  const kept = hideInTarget(target, hider);
  const { name, nameSource, placeholder = '', inputType = '' } = kept;
  const own = nameSource === 'value' || nameSource === 'none' ? '' : name;
  return own || around(kept, 'label') || placeholder || around(kept, 'columnheader') || inputType;
}

function around({ surroundings }: ActionTarget, role: string): string {
  return surroundings.find((one) => one.role === role)?.name ?? '';
}

/** What a cell holds is of its column's kind. */
function columnOf(target: ActionTarget): string {
  return /^(?:cell|gridcell)$/.test(target.role) ? around(target, 'columnheader') : '';
}

/** A target without what is sensitive in its names, and without the selectors that hold it. */
export function hideInTarget(target: ActionTarget, hider: Hider): ActionTarget {
  const label = columnOf(target);
  const { name, nameSource, text, placeholder, surroundings, selectors, ...rest } = target;
  const hide = (said: string) => withinLength(hider.text(said, label), nameLength);
  const shown = { name: hide(name), ...(text === undefined ? {} : { text: hide(text) }) };
  const asked = placeholder === undefined ? undefined : hider.text(placeholder, label);
  // An example of what to type is no name of a field any more once it is hidden.
  const nameless = nameSource === 'placeholder' && shown.name !== name;
  return {
    ...rest,
    ...shown,
    nameSource,
    ...(nameless ? { name: '', nameSource: 'none' as const } : {}),
    ...(asked === undefined || asked !== placeholder ? {} : { placeholder }),
    surroundings: surroundings.map((one) => hideInSurrounding(one, hider)),
    // A selector that was changed would find nothing; the others of the list still do.
    selectors: selectors.filter((list) => !list.some((part) => holdsSelector(part, hider))),
  };
}

export function hideInSurrounding(one: Surrounding, hider: Hider): Surrounding {
  const { label: said, ...rest } = one;
  // By the label as it is kept, so that nothing else is found when it is hidden again.
  const label = said && withinLength(hider.text(said), nameLength);
  return { ...rest, name: withinLength(hider.text(one.name, label), nameLength), ...(label && { label }) };
}

const way = /^(?:aria|text|xpath|pierce|css)\//;

function holdsSelector(selector: string, hider: Hider): boolean {
  const plain = selector.replace(way, '');
  const texts = plain.includes('%') ? [plain, decoded(plain)] : [plain];
  // It is never a value alone: with a name a number needs words for it.
  return texts.some((text) => hider.parts(text, 'selector').length > 0);
}
