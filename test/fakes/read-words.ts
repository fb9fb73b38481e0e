import type { Word, WordLine } from '../../lib/domain/media/redaction/read-words.ts';

const letterWidth = 8;
const lineHeight = 14;

/** A line as a reader gives it: words of letters eight pixels wide, a letter apart. */
export function lineAt(x: number, y: number, text: string): WordLine {
  let left = x;
  return text.split(' ').map((word): Word => {
    const box = { x: left, y, width: word.length * letterWidth, height: lineHeight };
    left += box.width + letterWidth;
    return { text: word, confidence: 0.9, box };
  });
}
