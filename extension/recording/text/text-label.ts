import { labelsOf } from '../page/labels.ts';
import { columnOf } from '../target/column.ts';

/** Characters; what is longer is no label of what comes after it. */
const longest = 40;
/** What is a label, a heading or a command itself is no value. */
const labels = 'label, legend, button, summary, nav, h1, h2, h3, h4, h5, h6, [role=heading], [role=button]';
const fields = 'input, select, textarea, [contenteditable]';
/** Grids made of other elements take long to ask for a column, which matters to numbers most. */
const number = /\d.*\d.*\d.*\d/;

/**
 * What a text is said to be: by its column, its term, or what stands right before it. Asked of every text that comes
 * into view, so that it looks at very little.
 */
export function labelOf(element: Element, text: string): string {
  const cell = element.closest('td, th, [role=cell], [role=gridcell], [role=columnheader], [role=rowheader]');
  if (cell instanceof HTMLTableCellElement) return cell.closest('thead') ? '' : ofTableCell(cell);
  if (cell) return number.test(text) && !cell.matches('[role=columnheader]') ? columnOf(cell) : '';
  if (element.closest(labels)) return '';
  const before = element.previousElementSibling ?? lonelyParent(element)?.previousElementSibling;
  // What labels a field is not the label of what comes after both.
  return before?.matches(fields) || before?.querySelector(fields) ? '' : shortText(before);
}

/** Of a field: what it is called in whatever way. */
export function fieldLabel(field: Element): string {
  const own = labelsOf(field).map(shortText).find(Boolean) ?? field.getAttribute('aria-label');
  return own || field.getAttribute('placeholder') || field.getAttribute('name') || '';
}

/** By the column's head; where there is none, what stands in front of it in the row is one. */
function ofTableCell(cell: HTMLTableCellElement): string {
  const row = cell.parentElement;
  const table = cell.closest('table');
  const head = table?.tHead?.rows[0] ?? table?.rows[0];
  if (!(row instanceof HTMLTableRowElement) || !head) return '';
  // The heads stand beside each other, and none is what the one before it is called.
  if (head === row && cell.localName === 'th') return '';
  const above =
    head === row || head.cells.length !== row.cells.length ? undefined : head.cells[cell.cellIndex];
  if (above?.localName === 'th' || (above && table?.tHead)) return shortText(above);
  return shortText(cell.previousElementSibling);
}

/** Of something that holds hardly anything else. */
function shortText(element: Element | null | undefined): string {
  if (!element || element.childElementCount > 2 || element.localName === 'script') return '';
  const text = element.textContent;
  if (text.length > 4 * longest) return '';
  const folded = text.replace(/\s+/g, ' ').trim();
  return folded.length <= longest ? folded : '';
}

/** A value is often wrapped once more than its label. */
const lonelyParent = ({ parentElement }: Element): Element | undefined =>
  parentElement?.childElementCount === 1 ? parentElement : undefined;
