import type { ActionTarget } from '../../../contracts/capture/action.ts';
import type { Hider } from './hider.ts';

/** What the field or column is called that holds a target's value. */
export function labelOf(target: ActionTarget | undefined): string {
  if (!target) return '';
  const { name, nameSource, placeholder, inputType } = target;
  const own = nameSource === 'value' || nameSource === 'none' ? '' : name;
  return own || around(target, 'label') || placeholder || around(target, 'columnheader') || (inputType ?? '');
}

function around({ surroundings }: ActionTarget, role: string): string {
  return surroundings.find((one) => one.role === role)?.name ?? '';
}

/** A target without what is sensitive in its names, and without the selectors that hold it. */
export function redactTarget(target: ActionTarget, hider: Hider): ActionTarget {
  // What a cell holds is of its column's kind.
  const label = /^(?:cell|gridcell)$/.test(target.role) ? around(target, 'columnheader') : '';
  const { name, nameSource, text, placeholder, surroundings, selectors, ...rest } = target;
  const shown = {
    name: hider.text(name, label),
    ...(text === undefined ? {} : { text: hider.text(text, label) }),
  };
  const asked = placeholder === undefined ? undefined : hider.text(placeholder);
  // An example of what to type is no name of a field any more once it is hidden.
  const nameless = nameSource === 'placeholder' && shown.name !== name;
  return {
    ...rest,
    ...shown,
    nameSource,
    ...(nameless ? { name: '', nameSource: 'none' as const } : {}),
    ...(asked === undefined || asked !== placeholder ? {} : { placeholder }),
    surroundings: surroundings.map((one) => ({ ...one, name: hider.text(one.name) })),
    selectors: selectors.filter((list) => !list.some((part) => holdsSelector(part, hider))),
  };
}

const way = /^(?:aria|text|xpath|pierce|css)\//;

function holdsSelector(selector: string, hider: Hider): boolean {
  const plain = selector.replace(way, '');
  const texts = plain.includes('%') ? [plain, decoded(plain)] : [plain];
  // It is never a value alone: with a name a number needs words for it.
  return texts.some((text) => hider.kindsIn(text, 'selector').length > 0);
}

function decoded(text: string): string {
  return text.replace(/(?:%[0-7][0-9a-f])+/gi, (bytes) => decodeURIComponent(bytes));
}
