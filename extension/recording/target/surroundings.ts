import type { Surrounding } from '../../../lib/contracts/capture/action.ts';
import { isVagueLabel } from '../../../lib/domain/redaction/names/vague-label.ts';
import { accessibleName } from '../accessibility/name.ts';
import { roleOf } from '../accessibility/role.ts';
import { readText } from '../accessibility/text.ts';
import { flatAncestors } from '../page/flat-tree.ts';
import { labelOf } from '../text/text-label.ts';
import { columnOf, placeInRow } from './column.ts';
import { labelBefore } from './label-before.ts';
import { headings, leadingText } from './leading-text.ts';

const maximum = 12;
const leastRows = 3;
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

/** What stands around an element and tells it from its like, nearest first. */
export function surroundingsOf(
  element: Element,
  named: 'by itself' | 'by placeholder' | 'not',
): Surrounding[] {
  const found: Surrounding[] = [];
  const add: Add = (role, name, label) => {
    const cut = name.slice(0, 120);
    const known = found.some((other) => other.role === role && other.name === cut);
    if (!known && found.length < maximum) found.push({ role, name: cut, ...(label && { label }) });
  };
  if (named !== 'by itself') {
    const label = labelBefore(element, named === 'by placeholder');
    if (label) add('label', label);
  }
  const place = named === 'not' ? placeInRow(element) : 0;
  if (place > 0) add('ordinal', String(place));
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

type Add = (role: string, name: string, label?: string) => void;

function addContainer(ancestor: Element, element: Element, add: Add): void {
  const role = roleOf(ancestor);
  if (role === 'row' || role === 'listitem' || role === 'article') {
    const own = accessibleLabel(ancestor);
    const { name, label } = own ? { name: own, label: undefined } : rowName(ancestor, element);
    const number = name || role !== 'row' ? 0 : rowNumber(ancestor);
    if (name) add(role, name, label);
    else if (number > 0) add('row-number', String(number));
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

/** Of a row that nothing names, in a table of enough rows to count them; its headers are not counted. */
function rowNumber(row: Element): number {
  const rows = [...(row.parentElement?.children ?? [])].filter((one) => one.localName === row.localName);
  const isBody = row.closest('thead, tfoot') === null;
  return isBody && rows.length >= leastRows ? rows.indexOf(row) + 1 : 0;
}

/** The cell or the words that a person would call the row by, and what they are said to be. */
function rowName(row: Element, element: Element): { readonly name: string; readonly label?: string } {
  const titles = roleOf(row) === 'row' ? `th, [role=rowheader], ${headings}` : headings;
  const cells = 'td, [role=cell], [role=gridcell], label, strong, a, p, span';
  for (const cell of [...row.querySelectorAll(titles), ...[...row.querySelectorAll(cells)].slice(0, 12)]) {
    if (cell.contains(element) || element.contains(cell) || !cell.checkVisibility()) continue;
    const text = leadingText(cell);
    if (/[\p{L}\p{N}]{2}/u.test(text) && text.length <= 80) {
      const label = labelOf(cell, text);
      // Of anything and anybody: it says nothing of what stands below.
      return label === '' || isVagueLabel(label) ? { name: text } : { name: text, label };
    }
  }
  return { name: '' };
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
