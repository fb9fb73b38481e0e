import type { Size } from '../pixels.ts';

/** A decoded picture: red, green and blue of each pixel, row by row. */
export interface Raster extends Size {
  readonly pixels: Uint8Array;
}
