import type { Rectangle } from '../../contracts/capture/action.ts';

/** Whole pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels of the viewport to pixels of the picture, without rounding. */
export function toPixels(rectangle: Rectangle, scale: number): Rectangle {
  return {
    x: rectangle.x * scale,
    y: rectangle.y * scale,
    width: rectangle.width * scale,
    height: rectangle.height * scale,
  };
}

/** Smallest rectangle of whole pixels around `rectangle` and `margin`, cut to the picture; nothing when outside. */
export function coveringPixels(rectangle: Rectangle, margin: number, within: Size): Rectangle | undefined {
  const left = Math.max(0, Math.floor(rectangle.x - margin));
  const top = Math.max(0, Math.floor(rectangle.y - margin));
  const right = Math.min(within.width, Math.ceil(rectangle.x + rectangle.width + margin));
  const bottom = Math.min(within.height, Math.ceil(rectangle.y + rectangle.height + margin));
  if (right <= left || bottom <= top) return undefined;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** `size` made to fit `maximum` pixels on its longer side, or on its width alone. */
export function fitted(size: Size, maximum: number, side: 'longer' | 'width'): Size {
  const reference = side === 'width' ? size.width : Math.max(size.width, size.height);
  const factor = Math.min(1, maximum / reference);
  return {
    width: Math.max(1, Math.round(size.width * factor)),
    height: Math.max(1, Math.round(size.height * factor)),
  };
}
