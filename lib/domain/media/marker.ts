import type { Point, Rectangle } from '../../contracts/capture/action.ts';
import { coveringPixels, type Size } from './pixels.ts';

/** A drawing laid over the reading size, no larger than it has to be. */
export interface Overlay {
  readonly svg: string;
  /** Where its upper left corner goes, pixels. */
  readonly left: number;
  readonly top: number;
}

/** The line with its edges, and the halo around them. */
const line = { accent: 3.2, light: 5.2, dark: 6.2, halo: 10 };
/**
 * How far the line goes beyond its target: labels stand three CSS pixels above their fields, and are not to be cut
 * through. What of it finds no room out there lies within the target's own edge.
 */
const beyond = { cssPixels: 3.2, least: 2, most: 5 };
/** The shortest side of an outline around something small, and of one that is long in the other direction. */
const shortest = 24;
const thinnest = 12;
const reach = line.halo / 2 + 1;
const pointerReach = 30;

/** Rose on a white edge within a dark one: at least 3:1 against light and dark pages alike. */
const accent = '#e11d48';
const light = '#ffffff';
const dark = '#1c1917';

/**
 * Outline with a soft halo around the target, and an arrow where the pointer was.
 * Both rectangles and the point are in pixels of the picture that it is laid over.
 * @param scale of its pixels, how many make one CSS pixel
 */
export function markerOverlay(
  target: Rectangle | undefined,
  point: Point | undefined,
  picture: Size,
  scale: number,
): Overlay | undefined {
  const outline = target && outlineAround(target, picture, scale);
  const tip = point && tipOf(point, target);
  const spots = [
    outline && coveringPixels(outline, reach, picture),
    tip && coveringPixels({ ...tip, width: 0, height: 0 }, pointerReach, picture),
  ].filter((spot) => spot !== undefined);
  const area = union(spots);
  if (!area) return undefined;
  const drawing = [outline && ring(outline), tip && pointer(tip)].filter((part) => part !== undefined);
  const box = `${area.x} ${area.y} ${area.width} ${area.height}`;
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${area.width}" height="${area.height}" viewBox="${box}">${drawing.join('')}</svg>`,
    left: area.x,
    top: area.y,
  };
}

/** Kept inside the picture, so that a target at its very edge is outlined on every side. */
export function outlineAround(target: Rectangle, picture: Size, scale: number): Rectangle {
  const out = Math.min(beyond.most, Math.max(beyond.least, beyond.cssPixels * scale));
  const gap = out - line.dark / 2;
  const long = Math.max(target.width, target.height);
  const least = (side: number) => (side === long || long < shortest ? shortest : thinnest);
  const [x, width] = span(target.x, target.width, picture.width, { gap, least: least(target.width) });
  const [y, height] = span(target.y, target.height, picture.height, { gap, least: least(target.height) });
  return { x, y, width, height };
}

function span(
  at: number,
  length: number,
  picture: number,
  { gap, least }: { readonly gap: number; readonly least: number },
): [at: number, length: number] {
  const inset = 4;
  const wished = Math.max(length + 2 * gap, least);
  const start = Math.max(inset, at + length / 2 - wished / 2);
  const end = Math.min(picture - inset, Math.max(start + least, at + length / 2 + wished / 2));
  const room = Math.max(inset, Math.min(start, end - least));
  return [room, Math.max(1, end - room)];
}

/** Targets of up to this many pixels hold little more than the arrow would cover. */
const tiny = 48;
const oneLine = 72;

/**
 * Where the arrow's tip goes: where the pointer was, save that it may not hide what it points at. On a button of one
 * line it comes down to below the label; on an icon the outline alone is clearer.
 */
function tipOf(point: Point, target: Rectangle | undefined): Point | undefined {
  const inside =
    target &&
    point.x >= target.x &&
    point.x <= target.x + target.width &&
    point.y >= target.y &&
    point.y <= target.y + target.height;
  if (!inside || target.height > oneLine) return point;
  if (target.width <= tiny && target.height <= tiny) return undefined;
  return { x: point.x, y: Math.max(point.y, target.y + target.height * 0.72) };
}

function ring({ x, y, width, height }: Rectangle): string {
  const radius = Math.min(7, width / 2, height / 2);
  const stroke = (colour: string, thickness: number, opacity: number) =>
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="none" stroke="${colour}" stroke-width="${thickness}" stroke-opacity="${opacity}"/>`;
  return [
    stroke(accent, line.halo, 0.14),
    stroke(dark, line.dark, 0.5),
    stroke(light, line.light, 1),
    stroke(accent, line.accent, 1),
  ].join('');
}

/** An arrow rather than a dot: its body hangs off the point and leaves a button's label legible. */
function pointer({ x, y }: Point): string {
  const arrow = 'M0 0V21L4.9 16.6 8.3 24.6 12.3 22.9 8.9 15H15.4Z';
  const stroke = (colour: string, thickness: number) =>
    `<path d="${arrow}" fill="${light}" stroke="${colour}" stroke-width="${thickness}" stroke-linejoin="round"/>`;
  const disc = (radius: number) =>
    `<circle cx="${x}" cy="${y}" r="${radius}" fill="${accent}" fill-opacity="0.12"/>`;
  return `${disc(19)}${disc(13)}<g transform="translate(${x} ${y})">${stroke(light, 6)}${stroke(dark, 3)}<path d="${arrow}" fill="${accent}"/></g>`;
}

function union(rectangles: readonly Rectangle[]): Rectangle | undefined {
  if (rectangles.length === 0) return undefined;
  const left = Math.min(...rectangles.map(({ x }) => x));
  const top = Math.min(...rectangles.map(({ y }) => y));
  const right = Math.max(...rectangles.map(({ x, width }) => x + width));
  const bottom = Math.max(...rectangles.map(({ y, height }) => y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}
