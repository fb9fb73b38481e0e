import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { createWorker, OEM, PSM } from 'tesseract.js';

/** Reads a whole picture by itself: Tesseract looks for the text, on a picture made larger. */
export interface OtherReader {
  /** All that it says, line by line. */
  read(picture: Uint8Array): Promise<string>;
  stop(): Promise<void>;
}

const model = join(
  dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json')),
  '4.0.0_best_int',
);

/**
 * Not the way that the product reads: the picture is neither cut into lines beforehand nor evened out, and words are
 * looked for wherever they stand.
 */
export async function otherReader(): Promise<OtherReader> {
  const worker = await createWorker('eng', OEM.LSTM_ONLY, {
    langPath: model,
    gzip: true,
    cacheMethod: 'none',
    errorHandler: () => undefined,
  });
  await worker.setParameters({ tessedit_pageseg_mode: PSM.SPARSE_TEXT, debug_file: '/dev/null' });
  return {
    async read(picture) {
      const { width = 0 } = await sharp(picture).metadata();
      const larger = await sharp(picture)
        .resize({ width: Math.round(width * (width > 1_300 ? 1 : 1.5)), kernel: 'cubic' })
        .png({ compressionLevel: 1 })
        .toBuffer();
      const { data } = await worker.recognize(larger);
      return data.text;
    },
    stop: async () => {
      await worker.terminate();
    },
  };
}

/** Of a value's letters and digits, how many must follow each other in what was read for it to have been left. */
const told = 0.6;
/** Of ten, how many may be others: readers err. */
const misread = 0.2;

/** Whether what was read has the value, or most of it, in one line. */
export function isLegible(value: string, read: string): boolean {
  const sought = plain(value);
  const length = Math.max(5, Math.ceil(sought.length * told));
  if (sought.length < 5) return false;
  return read.split('\n').some((line) => {
    const text = plain(line);
    for (let start = 0; start + length <= sought.length; start += 1)
      if (holdsNearly(text, sought.slice(start, start + length))) return true;
    return false;
  });
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Sellers' algorithm: the fewest edits of `sought` to any part of `text`. */
function holdsNearly(text: string, sought: string): boolean {
  const allowed = Math.floor(sought.length * misread);
  let costs = Array.from({ length: sought.length + 1 }, (_, at) => at);
  for (const letter of text) {
    const next = [0];
    for (let at = 1; at <= sought.length; at += 1)
      next.push(
        Math.min(
          (costs[at] as number) + 1,
          (next[at - 1] as number) + 1,
          (costs[at - 1] as number) + (letter === sought[at - 1] ? 0 : 1),
        ),
      );
    costs = next;
    if ((costs[sought.length] as number) <= allowed) return true;
  }
  return false;
}
