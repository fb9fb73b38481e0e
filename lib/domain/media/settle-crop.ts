import type { Rectangle } from '../../contracts/capture/action.ts';
import type { PageLayout } from './page-layout.ts';
import type { Size } from './pixels.ts';

/** How far an edge may go for a better place, as parts of the picture's side: outwards it only costs zoom. */
const outwards = 0.14;
const inwards = 0.05;
/** Of the context on a side, what has to stay. */
const kept = 0.5;
/** What a cut through everything weighs against moving by a whole picture. */
const cutWeight = 3;
/** A band without anything in it is shown up to this part of the crop. */
const blankShown = 0.1;
const flattest = 2.5;
const steepest = 1.2;

/**
 * Moves the edges of a crop to where they cut little: between lines, columns and cards; and away from empty margins.
 * All in whole pixels of the layout, `target` within `crop` within the layout, and so is what it gives.
 */
export function settleCrop(crop: Rectangle, target: Rectangle, layout: PageLayout): Rectangle {
  const moved = leaveBlank(crop, target, layout);
  const [left, right] = settleSides(
    { from: moved.x, length: moved.width },
    { from: target.x, length: target.width },
    layout.size.width,
    (x) => layout.cutDown(x, moved.y, moved.y + moved.height),
  );
  const width = right - left;
  const [top, bottom] = settleSides(
    { from: moved.y, length: moved.height },
    { from: target.y, length: target.height },
    layout.size.height,
    (y) => layout.cutAcross(y, left, right),
  );
  return withinShape({ x: left, y: top, width, height: bottom - top }, target, layout.size);
}

interface Span {
  readonly from: number;
  readonly length: number;
}

/** Both ends of the crop along one axis. */
function settleSides(crop: Span, target: Span, whole: number, cut: (at: number) => number): [number, number] {
  const end = crop.from + crop.length;
  const before = target.from - crop.from;
  const after = end - (target.from + target.length);
  const inner = (context: number) => Math.min(inwards * whole, (1 - kept) * Math.max(0, context));
  const start = bestPlace(crop.from, crop.from - outwards * whole, crop.from + inner(before), whole, cut);
  const stop = bestPlace(end, end - inner(after), end + outwards * whole, whole, cut);
  return [start, stop];
}

/** The cheapest cut between `least` and `most`, near `wished` rather than far: looked for from there to both sides. */
function bestPlace(
  wished: number,
  least: number,
  most: number,
  whole: number,
  cut: (at: number) => number,
): number {
  let best = wished;
  let lowest = Number.POSITIVE_INFINITY;
  for (let away = 0; away / whole < lowest && away <= outwards * whole; away += 1) {
    for (const at of away === 0 ? [wished] : [wished - away, wished + away]) {
      if (at < Math.max(0, least) || at > Math.min(whole, most)) continue;
      const weight = cutWeight * cut(at) + away / whole;
      if (weight < lowest) [best, lowest] = [at, weight];
    }
  }
  return best;
}

/** A crop that is empty at one end moves towards the other, as far as the target and the picture let it. */
function leaveBlank(crop: Rectangle, target: Rectangle, layout: PageLayout): Rectangle {
  const shift = (axis: 'x' | 'y', side: 'width' | 'height', whole: number) => {
    const lead = blankBand(crop, axis, side, 'start', layout);
    const trail = blankBand(crop, axis, side, 'end', layout);
    const spare = blankShown * crop[side];
    const wanted = trail > lead ? -Math.max(0, trail - spare) : Math.max(0, lead - spare);
    const least = Math.max(-crop[axis], target[axis] + target[side] - crop[axis] - crop[side] + spare);
    const most = Math.min(whole - crop[axis] - crop[side], target[axis] - crop[axis] - spare);
    return Math.round(
      wanted < 0 ? Math.min(0, Math.max(wanted, least)) : Math.max(0, Math.min(wanted, most)),
    );
  };
  return {
    ...crop,
    x: crop.x + shift('x', 'width', layout.size.width),
    y: crop.y + shift('y', 'height', layout.size.height),
  };
}

/** How many pixels at one end of the crop show nothing; none when nothing is shown at all. */
function blankBand(
  crop: Rectangle,
  axis: 'x' | 'y',
  side: 'width' | 'height',
  end: 'start' | 'end',
  layout: PageLayout,
): number {
  for (let depth = 0; depth < crop[side]; depth += 1) {
    const at = end === 'start' ? crop[axis] + depth : crop[axis] + crop[side] - 1 - depth;
    if (!layout.isBlank({ ...crop, [axis]: at, [side]: 1 })) return depth;
  }
  return 0;
}

/** Grows the side that settling made too short for the other. */
function withinShape(crop: Rectangle, target: Rectangle, whole: Size): Rectangle {
  const width = Math.min(whole.width, Math.max(crop.width, Math.ceil(crop.height * steepest)));
  const height = Math.min(whole.height, Math.max(crop.height, Math.ceil(crop.width / flattest)));
  const place = (from: number, length: number, grown: number, middle: number, limit: number) =>
    grown === length ? from : Math.max(0, Math.min(limit - grown, Math.round(middle - grown / 2), from));
  return {
    x: place(crop.x, crop.width, width, target.x + target.width / 2, whole.width),
    y: place(crop.y, crop.height, height, target.y + target.height / 2, whole.height),
    width,
    height,
  };
}
