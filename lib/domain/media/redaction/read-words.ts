import type { Rectangle } from '../../../contracts/capture/action.ts';
import type { Raster } from './raster.ts';

export interface Word {
  readonly text: string;
  /** Pixels of the picture. */
  readonly box: Rectangle;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Words that were read as one line, from left to right. */
export type WordLine = readonly Word[];

/**
 * What a picture says, as far as it can be read. `busy` is a reader that has too much to do at the moment, `unavailable`
 * one that failed, gave no answer in time, or gave one that is none.
 */
export type WordsRead =
  | { readonly ok: true; readonly lines: readonly WordLine[] }
  | { readonly ok: false; readonly reason: 'busy' | 'unavailable' };

export interface WordReader {
  /** @param scale picture pixels for one CSS pixel: the smaller, the smaller the letters */
  read(raster: Raster, scale: number): Promise<WordsRead>;
}
