import { roleOf } from '../accessibility/role.ts';
import { editingHost } from '../page/fields.ts';
import { flatParent } from '../page/flat-tree.ts';
import { isDrawn } from './visible-rectangle.ts';

const widgets = new Set(
  'button checkbox combobox gridcell link listbox menuitem menuitemcheckbox menuitemradio option radio searchbox slider spinbutton switch tab textbox treeitem'.split(
    ' ',
  ),
);
const nativeControls =
  'a[href], area[href], button, input, select, textarea, summary, option, label, video[controls], audio[controls]';
const levels = 12;
const mostControls = 4;
const otherControls = 'a[href], button, select, textarea, input:not([type=checkbox], [type=radio])';

export const isControl = (element: Element): boolean =>
  element.matches(nativeControls) ||
  (element.hasAttribute('role') && widgets.has(roleOf(element)) && !element.matches(shownValue));

/** What a list made of other elements shows as chosen: a text field by its role, which takes no typing. */
const shownValue = '[role=textbox][aria-readonly=true]';
/** Made by hand, yet called what they are. */
const calledButton = /(?:^|[\s_-])(?:btn|button)(?=$|[\s_-])/i;
const isCalledButton = (element: Element): boolean =>
  element instanceof HTMLElement && calledButton.test(element.className) && hasHand(element);
const cells = 'td, th, [role=cell], [role=gridcell], [role=columnheader], [role=rowheader]';

/** Quick enough for every `pointerover`. */
export function mayBePressed(element: Element): boolean {
  return (
    element.closest(
      `${nativeControls}, [role], [tabindex], [onclick], [contenteditable], [draggable=true]`,
    ) !== null || hasHand(element)
  );
}

/**
 * The element that a person means by pointing at `element`: the button around a span, the field around its
 * text. Failing that, what the page lets the focus go to, then what shows a hand; at last the element itself.
 */
export function actionableOf(element: Element): Element {
  const host = editingHost(element);
  let focusable: Element | undefined;
  let current: Element | null = element;
  for (let level = 0; current && level < levels; level += 1) {
    if (current === document.body || current === document.documentElement) break;
    if (isControl(current)) return controlOfLabel(current) ?? current;
    if (host && current === host) return host;
    if (!focusable && (isFocusable(current) || isCalledButton(current))) focusable = current;
    if (current.matches(cells))
      return focusable ?? toggleWithin(element) ?? outermostWithHand(element) ?? current;
    current = flatParent(current);
  }
  return toggleWithin(element) ?? focusable ?? outermostWithHand(element) ?? nearestNamed(element);
}

/** The checkbox that a switch made of other elements is drawn around, and that is not seen itself. */
function toggleWithin(element: Element): Element | undefined {
  const drawn = outermostWithHand(element, () => false);
  const toggles = drawn ? drawn.querySelectorAll('input[type=checkbox], input[type=radio]') : [];
  const [only] = toggles;
  if (!only || !drawn || toggles.length > 1 || isDrawn(only) || drawn.querySelector(otherControls))
    return undefined;
  return only;
}

function controlOfLabel(element: Element): Element | null {
  return element instanceof HTMLLabelElement ? element.control : null;
}

function isFocusable(element: Element): boolean {
  const takes =
    element.hasAttribute('onclick') ||
    (element.hasAttribute('tabindex') && element.getAttribute('tabindex') !== '-1') ||
    element.getAttribute('draggable') === 'true';
  return takes && !isWorkplace(element);
}

/** A sheet or a board takes the focus as a whole, and is not what is meant by a press on something in it. */
const isWorkplace = (element: Element): boolean =>
  element.querySelector('table, [role=grid]') !== null ||
  element.querySelectorAll(nativeControls).length > mostControls;

const hasHand = (element: Element): boolean => getComputedStyle(element).cursor === 'pointer';

/** `cursor` is inherited: where it begins is where the page means the click, unless it begins at a list of such. */
function outermostWithHand(element: Element, ends = isOneOfMany): Element | undefined {
  if (!hasHand(element)) return undefined;
  let found = element;
  for (let parent = flatParent(element); parent && parent !== document.body; parent = flatParent(parent)) {
    if (!hasHand(parent) || ends(found)) break;
    found = parent;
  }
  return found;
}

function isOneOfMany(element: Element): boolean {
  // What is chosen or pointed at has further classes.
  const kind = (one: Element) => `${one.localName}.${one.classList[0] ?? ''}`;
  const like = [...(element.parentElement?.children ?? [])].filter(
    (one) => kind(one) === kind(element) && one.textContent.trim() !== '',
  );
  return like.length > 1 && like.includes(element);
}

/** A shape inside an icon says nothing: its picture does. */
function nearestNamed(element: Element): Element {
  return element.closest('svg') ?? element;
}
