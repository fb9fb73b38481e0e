import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';
import type { Strip } from './strips.ts';

/** In pixels of the strip. */
export interface ReadWord {
  readonly text: string;
  /** 0 to 100. */
  readonly confidence: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What a strip says, as each way of reading it had it; the first is the likeliest. */
export type Reading = readonly (readonly ReadWord[])[];

export interface LineReader {
  read(strip: Strip): Promise<Reading>;
  stop(): Promise<void>;
}

/** The integer form of the best English model: the only one of those that npm has without the old engine. */
const model = join(
  dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json')),
  '4.0.0_best_int',
);
/** Below this the line is read a second time, as it comes, without looking for words first. */
const sure = 90;
const margin = 10;

/** Tesseract in a worker of its own, one strip at a time; it starts with the first strip. */
export function lineReader(): LineReader {
  let started: Promise<Worker> | undefined;
  return {
    async read(strip) {
      started ??= start();
      const worker = await started;
      const picture = portableGreymap(strip);
      const asLine = await readAs(worker, PSM.SINGLE_LINE, picture);
      if (asLine.length > 0 && asLine.every(({ confidence }) => confidence >= sure)) return [asLine];
      const raw = await readAs(worker, PSM.RAW_LINE, picture);
      return textOf(raw) === textOf(asLine) ? [asLine] : [asLine, raw].filter((words) => words.length > 0);
    },
    stop: async () => {
      await started?.then((worker) => worker.terminate());
    },
  };
}

async function start(): Promise<Worker> {
  const worker = await createWorker('eng', OEM.LSTM_ONLY, {
    langPath: model,
    gzip: true,
    cacheMethod: 'none',
    // Without it, a picture that cannot be read would end the process.
    errorHandler: () => undefined,
  });
  // Strips are dark on white by now, and what the engine has to say of them is nobody's business.
  await worker.setParameters({ tessedit_do_invert: '0', user_defined_dpi: '150', debug_file: '/dev/null' });
  return worker;
}

async function readAs(worker: Worker, mode: PSM, picture: Buffer): Promise<ReadWord[]> {
  await worker.setParameters({ tessedit_pageseg_mode: mode });
  const { data } = await worker.recognize(picture, {}, { blocks: true, text: false });
  const lines = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines: of }) => of));
  return lines
    .flatMap(({ words }) => words)
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, confidence, bbox }) => ({
      text,
      confidence,
      left: bbox.x0 - margin,
      top: bbox.y0 - margin,
      right: bbox.x1 - margin,
      bottom: bbox.y1 - margin,
    }));
}

/** PGM (binary), the plainest of the formats that Tesseract decodes, with white around the text. */
function portableGreymap({ width, height, ink }: Strip): Buffer {
  const columns = width + 2 * margin;
  const rows = height + 2 * margin;
  const header = Buffer.from(`P5\n${columns} ${rows}\n255\n`);
  const picture = Buffer.alloc(header.length + columns * rows, 255);
  header.copy(picture);
  for (let row = 0; row < height; row += 1)
    picture.set(
      ink.subarray(row * width, (row + 1) * width),
      header.length + (row + margin) * columns + margin,
    );
  return picture;
}

const textOf = (words: readonly ReadWord[]) => words.map(({ text }) => text).join(' ');
