import type { Rectangle } from '../../lib/contracts/capture/action.ts';

/** CSS pixels between two of a line that are still joined, should there be too many with less. */
const gaps = [2, 8, 24, 64, Number.POSITIVE_INFINITY];

/**
 * At most so many rectangles, by which everything is covered that the given ones cover: too many are joined along their
 * lines, and in the end to a single one. None is left out.
 */
export function joinMasks(masks: readonly Rectangle[], most: number): Rectangle[] {
  let joined = distinct(masks);
  for (const gap of gaps) {
    if (joined.length <= most) return joined;
    joined = linesOf(joined).flatMap((line) => joinAlong(line, gap));
  }
  return joined.length <= most ? joined : [around(joined)];
}

/** A page that changed elsewhere tells the same masks twice. */
function distinct(masks: readonly Rectangle[]): Rectangle[] {
  return [
    ...new Map(masks.map((mask) => [`${mask.x},${mask.y},${mask.width},${mask.height}`, mask])).values(),
  ];
}

/** Those that begin in the upper half of the first one of a line are of it. */
function linesOf(masks: readonly Rectangle[]): Rectangle[][] {
  const lines: Rectangle[][] = [];
  for (const mask of masks.toSorted((a, b) => a.y - b.y)) {
    const line = lines.at(-1);
    const [first] = line ?? [];
    if (line && first && mask.y < first.y + Math.min(first.height, mask.height) / 2) line.push(mask);
    else lines.push([mask]);
  }
  return lines;
}

function joinAlong(line: readonly Rectangle[], gap: number): Rectangle[] {
  const joined: Rectangle[] = [];
  for (const mask of line.toSorted((a, b) => a.x - b.x)) {
    const last = joined.at(-1);
    if (last && mask.x <= last.x + last.width + gap) joined[joined.length - 1] = around([last, mask]);
    else joined.push(mask);
  }
  return joined;
}

function around(masks: readonly Rectangle[]): Rectangle {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of masks) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
