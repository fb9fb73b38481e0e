import { flatAncestors } from './flat-tree.ts';

export type TextField = HTMLInputElement | HTMLTextAreaElement;

const withoutTyping = new Set(['button', 'checkbox', 'file', 'hidden', 'image', 'radio', 'reset', 'submit']);

/** An input whose value a person gives by typing or picking: text, numbers, dates, ranges, colours. */
export function isTextField(element: Element): element is TextField {
  if (element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && !withoutTyping.has(element.type);
}

/** Inputs without a caret: a click on them is a choice, not the beginning of typing. */
export const isPicker = (element: Element): boolean =>
  element instanceof HTMLInputElement && (element.type === 'range' || element.type === 'color');

/** Something that it keeps from scripts: a date of which the year is still to come, what the browser offers to fill in. */
export const showsMore = (field: TextField): boolean => field.validity.badInput || field.matches(':autofill');

export const isToggle = (element: Element): element is HTMLInputElement =>
  element instanceof HTMLInputElement && (element.type === 'checkbox' || element.type === 'radio');

/** The outermost editable element around `element`, itself included; none inside an island that is not editable. */
export function editingHost(element: Element): HTMLElement | undefined {
  if (!(element instanceof HTMLElement) || !element.isContentEditable) return undefined;
  let host = element;
  for (const ancestor of flatAncestors(element)) {
    if (!(ancestor instanceof HTMLElement) || !ancestor.isContentEditable) break;
    host = ancestor;
  }
  return host;
}

/** What a person types into when `element` has the focus. */
export const fieldOf = (element: Element): TextField | HTMLElement | undefined =>
  isTextField(element) ? element : editingHost(element);
