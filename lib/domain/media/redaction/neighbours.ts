import type { Rectangle } from '../../../contracts/capture/action.ts';
import type { LineText } from './line-text.ts';

const right = ({ x, width }: Rectangle) => x + width;
const bottom = ({ y, height }: Rectangle) => y + height;
const sharedRows = (a: Rectangle, b: Rectangle) => Math.min(bottom(a), bottom(b)) - Math.max(a.y, b.y);
const sharedColumns = (a: Rectangle, b: Rectangle) => Math.min(right(a), right(b)) - Math.max(a.x, b.x);

const isBeside = (a: Rectangle, b: Rectangle) => sharedRows(a, b) > 0.5 * Math.min(a.height, b.height);
const isOver = (a: Rectangle, b: Rectangle) => sharedColumns(a, b) > 0.5 * Math.min(a.width, b.width);

const isRightOf = (a: Rectangle, b: Rectangle) => a.x >= right(b) - 2 && a.x > b.x;

/** In heights of the line: as far away a name still is a field's or a column's. */
const labelReach = { left: 24, above: 4.5 };
const mostRows = 60;
const mostLabels = 4;
const longestLabel = 32;

/**
 * What may name the field or column that a line stands in: what is beside it, and what is above it up to the head of its
 * column; values above it are no names.
 */
export function labelsOf(line: LineText, lines: readonly LineText[]): string[] {
  const { box } = line;
  const beside = nearest(
    lines.filter((other) => isBeside(other.box, box) && isRightOf(box, other.box)),
    (other) => box.x - right(other.box),
    labelReach.left * box.height,
  );
  const found = beside ? [beside.text] : [];
  let over = overLine(box, lines);
  for (let row = 0; over && row < mostRows; row += 1) {
    if (!/\d/.test(over.text)) found.push(over.text);
    over = overLine(over.box, lines);
  }
  return [...new Set(found)].filter(({ length }) => length <= longestLabel).slice(0, mostLabels);
}

function overLine(box: Rectangle, lines: readonly LineText[]): LineText | undefined {
  return nearest(
    lines.filter((other) => isOver(other.box, box) && bottom(other.box) <= box.y + 0.3 * box.height),
    (other) => box.y - bottom(other.box),
    labelReach.above * box.height,
  );
}

function nearest(
  lines: readonly LineText[],
  distance: (line: LineText) => number,
  reach: number,
): LineText | undefined {
  let found: LineText | undefined;
  for (const line of lines)
    if (distance(line) <= reach && (!found || distance(line) < distance(found))) found = line;
  return found;
}

const widestGap = 3;
const lineSpacing = 1.3;
/** What is wrapped within a narrow cell takes so many lines at most. */
const mostWrapped = 3;

/** Lines that may be one text: beside each other with little between them, and such rows wrapped one below the other. */
export function joinable(lines: readonly LineText[]): LineText[][] {
  const rows = rowsOf(lines);
  const starts = [...lines.map((line) => [line]), ...rows];
  return [...rows, ...starts.flatMap((start) => wrapped([start], starts))];
}

/** Neighbours from left to right, as many as follow each other; of a place that was read in two ways, the first. */
function rowsOf(lines: readonly LineText[]): LineText[][] {
  const followers = new Set<LineText>();
  const nextOf = (line: LineText) => {
    // A dot is a line too: what is beside it tells how large the letters are.
    const next = nearest(
      lines.filter((other) => isBeside(line.box, other.box) && isRightOf(other.box, line.box)),
      (other) => (other.box.x - right(line.box)) / Math.max(line.box.height, other.box.height),
      widestGap,
    );
    if (next) followers.add(next);
    return next;
  };
  const chains = lines.map((line) => {
    const row = [line];
    for (let next = nextOf(line); next; next = nextOf(next)) row.push(next);
    return row;
  });
  return chains.filter((row) => row.length > 1 && !followers.has(row[0] as LineText));
}

/** A row and those that go on below it, up to three in all. */
function wrapped(chain: readonly LineText[][], rows: readonly LineText[][]): LineText[][] {
  const last = chain.at(-1);
  if (!last || chain.length >= mostWrapped) return [];
  const below = rows.filter((row) => goesOn(last, row));
  const nearestTop = Math.min(...below.map(([first]) => first?.box.y ?? 0));
  return below
    .filter(([first]) => first && first.box.y - nearestTop < 0.5 * first.box.height)
    .flatMap((row) => [[...chain, row].flat(), ...wrapped([...chain, row], rows)]);
}

function goesOn([first]: readonly LineText[], [other]: readonly LineText[]): boolean {
  if (!first || !other) return false;
  const gap = other.box.y - bottom(first.box);
  const height = Math.max(first.box.height, other.box.height);
  return (
    gap > -0.3 * height &&
    gap <= lineSpacing * height &&
    other.box.y > first.box.y &&
    Math.abs(other.box.x - first.box.x) <= 1.5 * height
  );
}
