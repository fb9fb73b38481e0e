const separators = ['\t', '|', ';', '  ', ','];

/** Tells what stands over a place in a table of text; undefined where it stands in none. */
export type HeaderOver = (place: number) => string | undefined;

interface Line {
  readonly start: number;
  readonly end: number;
  /** What parts its cells; undefined where nothing does. */
  readonly separator: string | undefined;
  /** The first of the lines with the same separator that stand together. */
  readonly first: Line | undefined;
}

/**
 * The cell of the block's first line in the same column. Columns are told by tabs, bars, semicolons, two blanks or
 * commas; a line belongs to the table where it has as many cells as the first.
 */
export function headersOf(text: string): HeaderOver {
  let lines: readonly Line[] | undefined;
  return (place) => {
    if (!text.includes('\n')) return undefined;
    lines ??= linesOf(text);
    const line = lines[lineAt(lines, place)];
    if (!line?.first || !line.separator || line.first === line) return undefined;
    const header = cellsOf(text, line.first.start, line.first.end, line.separator);
    if (header.length !== cellsOf(text, line.start, line.end, line.separator).length) return undefined;
    return header[cellsOf(text, line.start, place, line.separator).length - 1] ?? '';
  };
}

/** Longer lines are prose; their cells would be counted again for each place in them. */
const longest = 2_000;

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    const content = end - start > longest ? '' : text.slice(start, end);
    const above = lines.at(-1);
    const inherited = above?.separator && content.includes(above.separator) ? above : undefined;
    const separator = inherited?.separator ?? separators.find((one) => content.includes(one));
    const line: { -readonly [key in keyof Line]: Line[key] } = {
      start,
      end,
      separator,
      first: inherited?.first,
    };
    if (separator !== undefined) line.first ??= line;
    lines.push(line);
    start = end + 1;
  }
  return lines;
}

/** The line that holds the place, by halving. */
function lineAt(lines: readonly Line[], place: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.start ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

function cellsOf(text: string, start: number, end: number, separator: string): string[] {
  const line = text.slice(start, end);
  return separator === '  ' ? line.split(/ {2,}/) : line.split(separator);
}
