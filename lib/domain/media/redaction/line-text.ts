import type { Rectangle } from '../../../contracts/capture/action.ts';
import type { WordLine } from './read-words.ts';

/** A line's words as one text, and where each of them is. */
export interface LineText {
  readonly text: string;
  readonly words: readonly { readonly start: number; readonly end: number; readonly box: Rectangle }[];
  readonly box: Rectangle;
}

export function lineText(line: WordLine): LineText | undefined {
  const boxes = line.map(({ box }) => box);
  const box = boundsOf(boxes);
  if (!box) return undefined;
  let text = '';
  const words = line.map((word) => {
    const start = text === '' ? 0 : text.length + 1;
    text = text === '' ? word.text : `${text} ${word.text}`;
    return { start, end: text.length, box: word.box };
  });
  return { text, words, box };
}

/** Boxes of the words that hold any of the characters from `start` to `end`. */
export function boxesAt(line: LineText, start: number, end: number): Rectangle[] {
  return line.words.filter((word) => word.start < end && word.end > start).map(({ box }) => box);
}

export function boundsOf(boxes: readonly Rectangle[]): Rectangle | undefined {
  if (boxes.length === 0) return undefined;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
