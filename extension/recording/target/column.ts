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

function headerOf(cell: Element): Element | undefined {
  const row = cell.closest('tr, [role=row]');
  const table = cell.closest('table, [role=table], [role=grid], [role=treegrid]');
  if (!row || !table) return undefined;
  // Between them some grids have handles to drag.
  const own = [...row.children].filter((one) => one.matches(cells));
  const place = own.indexOf(cell);
  const heads = [...table.querySelectorAll('thead tr, [role=row]')].filter((one) => one !== row);
  for (const head of heads.slice(0, 4)) {
    const columns = [...head.children].filter((one) => one.matches('td, th, [role=columnheader]'));
    const column = columns[place];
    if (columns.length === own.length && column?.matches(headers)) return column;
  }
  // Grids made of other elements mostly keep their headers apart from their rows.
  const all = [...table.querySelectorAll('[role=columnheader]')];
  return all.length === own.length ? all[place] : undefined;
}
