import type { ActionTarget, Rectangle } from '../../../lib/contracts/capture/action.ts';
import { recordingLimits } from '../../../lib/contracts/capture/limits.ts';
import { type AccessibleName, accessibleName, referenced } from '../accessibility/name.ts';
import { roleOf } from '../accessibility/role.ts';
import { readText } from '../accessibility/text.ts';
import { editingHost, fieldOf } from '../page/fields.ts';
import { secretOf } from '../page/sensitivity.ts';
import { selectorsOf } from './selectors.ts';
import { surroundingsOf } from './surroundings.ts';
import { visibleRectangle } from './visible-rectangle.ts';

/** An element as it was at one moment: the page may have replaced it since. */
export interface Described {
  readonly element: Element;
  readonly target: ActionTarget;
  readonly rect: Rectangle;
}

export function describe(element: Element, keepTyped: boolean): Described {
  return { element, target: describeTarget(element, keepTyped), rect: visibleRectangle(element) };
}

/** A placeholder gives way to a label that only stands before the field. */
function namedHow({ name, source }: AccessibleName, text: string): Parameters<typeof surroundingsOf>[1] {
  if (source === 'placeholder') return 'by placeholder';
  return name !== '' || text !== '' ? 'by itself' : 'not';
}

function describeTarget(element: Element, keepTyped: boolean): ActionTarget {
  const role = roleOf(element);
  const name = accessibleName(element);
  const isField = fieldOf(element) !== undefined;
  const text =
    isField || element instanceof HTMLSelectElement ? '' : readText(element, { withoutCounts: true }).text;
  const sensitivity = secretOf(element) ?? (isField && !keepTyped ? 'masked' : undefined);
  const placeholder = element.getAttribute('placeholder');
  const popup = popupOf(element);
  const typed = element instanceof HTMLInputElement || element instanceof HTMLButtonElement;
  const selectors = selectorsOf(element, name, role, text);
  return {
    role: role.slice(0, 60),
    name: name.name,
    nameSource: name.source,
    tag: element.localName.slice(0, 60),
    ...(typed ? { inputType: element.type } : {}),
    ...(text ? { text } : {}),
    ...(placeholder ? { placeholder: placeholder.slice(0, 500) } : {}),
    surroundings: surroundingsOf(element, namedHow(name, role === 'combobox' ? '' : text)),
    selectors: selectors.map((list) =>
      list.slice(-12).map((each) => each.slice(0, recordingLimits.textLength)),
    ),
    ...statesOf(element),
    ...(popup ? { popup } : {}),
    ...(editingHost(element) === element ? { editable: true } : {}),
    ...(sensitivity ? { sensitivity } : {}),
  };
}

function statesOf(element: Element): Pick<ActionTarget, 'checked' | 'expanded' | 'selected'> {
  const aria = (name: string) => {
    const value = element.getAttribute(name);
    return value === 'true' ? true : value === 'false' ? false : undefined;
  };
  const isToggle = element instanceof HTMLInputElement && ['checkbox', 'radio'].includes(element.type);
  const checked = isToggle ? element.checked : (aria('aria-checked') ?? aria('aria-pressed'));
  const details = element.localName === 'summary' ? element.parentElement : null;
  const expanded =
    truly(element, aria('aria-expanded')) ??
    (details instanceof HTMLDetailsElement ? details.open : undefined);
  const selected = aria('aria-selected');
  return {
    ...(checked === undefined ? {} : { checked }),
    ...(expanded === undefined ? {} : { expanded }),
    ...(selected === undefined ? {} : { selected }),
  };
}

/** What is said to be expanded and cannot be seen is not; some pages never say otherwise. */
function truly(element: Element, expanded: boolean | undefined): boolean | undefined {
  if (!expanded) return expanded;
  const controlled = referenced(element, 'aria-controls');
  return controlled.length === 0 || controlled.some((one) => one.checkVisibility());
}

const popups = ['menu', 'listbox', 'tree', 'grid', 'dialog'] as const;

function popupOf(element: Element): ActionTarget['popup'] {
  const value = element.getAttribute('aria-haspopup');
  // Bootstrap leaves the attribute to the page, which mostly forgets it.
  if (element.matches('[data-toggle=dropdown], [data-bs-toggle=dropdown]')) return 'menu';
  return value === 'true' ? 'menu' : popups.find((kind) => kind === value);
}
