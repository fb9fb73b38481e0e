import { readText } from '../accessibility/text.ts';
import { flatClosest } from '../page/flat-tree.ts';

const cells = 'td, th, [role=cell], [role=gridcell], [role=columnheader], [role=rowheader]';
const headers = 'th, thead td, [role=columnheader]';

/** What the column around `element` is called; empty outside of tables and for a header itself. */
export function columnOf(element: Element): string {
  const cell = flatClosest(element, cells);
  if (!cell) return '';
  if (cell.matches('[role=columnheader], thead *')) return cell === element ? '' : readText(cell).text;
  const header = headerOf(cell);
  return header && header !== cell ? readText(header).text : '';
}

/** Which cell of its row a cell is, from 1; 0 for all else. */
export function placeInRow(cell: Element): number {
  if (!cell.matches(cells)) return 0;
  return [...(cell.parentElement?.children ?? [])].filter((one) => one.matches(cells)).indexOf(cell) + 1;
}

function headerOf(cell: Element): Element | undefined {
  const row = cell.closest('tr, [role=row]');
  const table = cell.closest('table, [role=table], [role=grid], [role=treegrid]');
  if (!row || !table) return undefined;
  // Between them some grids have handles to drag.
  const own = [...row.children].filter((one) => one.matches(cells));
  const place = own.indexOf(cell);
  for (const head of headRows(table, row)) {
    const columns = [...head.children].filter((one) => one.matches('td, th, [role=columnheader]'));
    const column = columns[place];
    if (columns.length === own.length && column?.matches(headers)) return column;
  }
  if (isPlain(table, row)) return undefined;
  // Grids made of other elements mostly keep their headers apart from their rows.
  const all = [...table.querySelectorAll('[role=columnheader]')];
  return all.length === own.length ? all[place] : undefined;
}

/** A table without roles of its own has its headers where HTML has them; looking all through a long one takes time. */
const isPlain = (table: Element, row: Element): table is HTMLTableElement =>
  table instanceof HTMLTableElement && !table.hasAttribute('role') && !row.hasAttribute('role');

/** The rows that may hold the headers of `row`, of which the first few are enough. */
function headRows(table: Element, row: Element): Element[] {
  const rows = isPlain(table, row)
    ? [
        ...rowsOfHead(table),
        ...firstRows(table).filter((one) => one.querySelector(':scope > [role=columnheader]')),
      ]
    : [...table.querySelectorAll('thead tr, [role=row]')];
  return rows.filter((one) => one !== row).slice(0, 4);
}

const rowsOfHead = (table: HTMLTableElement): Element[] =>
  [...table.children]
    .filter(({ localName }) => localName === 'thead')
    .flatMap(({ children }) => [...children]);

const firstRows = ({ rows }: HTMLTableElement): Element[] =>
  [0, 1, 2, 3].map((place) => rows[place]).filter((one) => one !== undefined);
