import type { Surrounding } from '../../../lib/contracts/capture/action.ts';
import { accessibleName } from '../accessibility/name.ts';
import { roleOf } from '../accessibility/role.ts';
import { fold, isHidden, readText } from '../accessibility/text.ts';
import { fieldOf } from '../page/fields.ts';
import { flatAncestors } from '../page/flat-tree.ts';
import { columnOf } from './column.ts';

const maximum = 12;
const containers = new Set(
  'alertdialog dialog form group grid listbox menu menubar radiogroup region search table tabpanel tablist toolbar tree'.split(
    ' ',
  ),
);
const landmarks = new Set(['banner', 'complementary', 'contentinfo', 'navigation', 'search']);
const worthWithoutName = new Set([
  ...landmarks,
  'dialog',
  'alertdialog',
  'menu',
  'menubar',
  'listbox',
  'toolbar',
]);
const headings = 'h1, h2, h3, h4, h5, h6, [role=heading]';

/** What stands around an element and tells it from its like, nearest first. */
export function surroundingsOf(element: Element, isNamed: boolean): Surrounding[] {
  const found: Surrounding[] = [];
  const add = (role: string, name: string) => {
    const cut = name.slice(0, 120);
    const known = found.some((other) => other.role === role && other.name === cut);
    if (!known && found.length < maximum) found.push({ role, name: cut });
  };
  if (!isNamed) {
    const label = textBefore(element);
    if (label) add('label', label);
  }
  const column = columnOf(element);
  if (column) add('columnheader', column);
  let heading = false;
  let inner: Element = element;
  for (const ancestor of flatAncestors(element)) {
    if (ancestor === document.body || ancestor === document.documentElement) break;
    if (!heading) {
      const text = headingBefore(inner);
      if (text) add('heading', text);
      heading = text !== '';
    }
    addContainer(ancestor, element, add);
    inner = ancestor;
  }
  if (!heading) {
    const text = headingBefore(inner);
    if (text) add('heading', text);
  }
  return found;
}

function addContainer(ancestor: Element, element: Element, add: (role: string, name: string) => void): void {
  const role = roleOf(ancestor);
  if (role === 'row' || role === 'listitem' || role === 'article') {
    const name = accessibleLabel(ancestor) || rowName(ancestor, element);
    if (name) add(role === 'row' ? 'row' : role, name);
    return;
  }
  if (!containers.has(role) && !landmarks.has(role)) return;
  if ((role === 'banner' || role === 'contentinfo') && ancestor.closest('article, section, main, aside'))
    return;
  const name = accessibleLabel(ancestor) || (role.endsWith('dialog') ? firstHeading(ancestor) : '');
  if (name || worthWithoutName.has(role)) add(role, name);
}

/** The container's own name; never its content, which may be the whole page. */
function accessibleLabel(element: Element): string {
  if (element.localName === 'tr' || element.localName === 'li')
    return element.getAttribute('aria-label') ?? '';
  const { name, source } = accessibleName(element);
  return source === 'content' || source === 'tooltip' ? '' : name;
}

const firstHeading = (element: Element): string => {
  const heading = element.querySelector(headings);
  return heading ? readText(heading).text : '';
};

/** The cell or the words that a person would call the row by. */
function rowName(row: Element, element: Element): string {
  const titles = roleOf(row) === 'row' ? `th, [role=rowheader], ${headings}` : headings;
  const cells = 'td, [role=cell], [role=gridcell], label, strong, a, p, span';
  for (const cell of [...row.querySelectorAll(titles), ...[...row.querySelectorAll(cells)].slice(0, 12)]) {
    if (cell.contains(element) || element.contains(cell)) continue;
    const text = leadingText(cell);
    if (/[\p{L}\p{N}]{2}/u.test(text) && text.length <= 80) return text;
  }
  return '';
}

/** What a cell shows first: of a name with its type below, the name. What only a control is called is not shown. */
function leadingText(cell: Element): string {
  const { text, from } = readText(cell);
  if (from !== 'content') return '';
  const hasOwn = [...cell.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
  if (hasOwn || cell.childElementCount < 2) return text;
  const [first] = [...cell.children].filter((child) => !getComputedStyle(child).display.startsWith('inline'));
  return (first && readText(first).text) || text;
}

/** The last heading before `element` among its siblings. */
function headingBefore(element: Element): string {
  let sibling = element.previousElementSibling;
  for (let steps = 0; sibling && steps < 30; steps += 1) {
    const inside = sibling.matches(headings)
      ? [sibling]
      : [
          ...sibling.querySelectorAll(
            `:scope > :is(${headings}), :scope > header :is(${headings}), :scope > div > :is(${headings})`,
          ),
        ];
    const last = inside.at(-1);
    if (last) {
      const { text } = readText(last);
      if (text) return text;
    }
    sibling = sibling.previousElementSibling;
  }
  return '';
}

/** Words right before an unnamed element, as a person takes them for its label; of a field also further out. */
function textBefore(element: Element): string {
  let current: Element | null = element;
  for (let level = fieldLike(element) ? 4 : 2; current && level > 0; level -= 1) {
    for (let before = current.previousSibling; before; before = before.previousSibling) {
      const text =
        before instanceof Text ? fold(before.data) : before instanceof Element ? wordsOf(before) : '';
      if (text === undefined) return '';
      if (/\p{L}/u.test(text) && !states.test(text) && text.length <= 80) return text;
    }
    // In a table of entries the cell before is another value of the same entry.
    if (current.matches('td, [role=gridcell], [role=cell]') && columnOf(current)) return '';
    current = current.parentElement;
  }
  return '';
}

/** What a switch shows of itself. */
const states = /^(?:on|off|yes|no)$/i;

/**
 * Undefined for another control, whose label is what stands before, and for a heading, which is one of more than
 * this. Decoration and what is hidden is nothing.
 */
function wordsOf(element: Element): string | undefined {
  const { width, height } = element.getBoundingClientRect();
  if (width <= 4 || height <= 4 || isHidden(element)) return '';
  if (element.matches(notLabels) || element.querySelector(notLabels)) return undefined;
  return readText(element).text;
}

const notLabels = `input, select, textarea, button, ${headings}`;
const fieldLike = (element: Element): boolean =>
  fieldOf(element) !== undefined || element.matches('select, [role=combobox], [role=listbox], [role=slider]');
