import type { LineReader, Reading, ReadWord } from './line-reader.ts';
import type { PictureCutter } from './picture-cutter.ts';
import type { DigestedStrip } from './picture-thread.ts';
import type { Box } from './raster.ts';
import type { Readings } from './readings.ts';

export interface PictureWord extends Box {
  readonly text: string;
  readonly confidence: number;
}

export interface PictureText {
  readonly width: number;
  readonly height: number;
  /** In reading order; each a line of words, in pixels of the picture. One place has two where it was read in two ways. */
  readonly lines: readonly (readonly PictureWord[])[];
}

export interface PictureReaderParts {
  readonly cutter: PictureCutter;
  /** One for each picture line that is read at a time. */
  readonly readers: readonly LineReader[];
  readonly readings: Pick<Readings, 'find' | 'keep'>;
}

/** Reads pictures; a line that looks like one that was read before is not read again. */
export function pictureReader({ cutter, readers, readings }: PictureReaderParts) {
  const underWay = new Map<string, Promise<Reading>>();
  const free = [...readers];
  const waiting: ((reader: LineReader) => void)[] = [];

  const withReader = async (strip: DigestedStrip): Promise<Reading> => {
    const reader = free.pop() ?? (await new Promise<LineReader>((resolve) => waiting.push(resolve)));
    try {
      return await reader.read(strip);
    } finally {
      const next = waiting.shift();
      if (next) next(reader);
      else free.push(reader);
    }
  };
  const readOnce = (strip: DigestedStrip): Promise<Reading> => {
    const known = readings.find(strip.digest);
    if (known) return Promise.resolve(known);
    const id = Buffer.from(strip.digest).toString('hex');
    const started = underWay.get(id);
    if (started) return started;
    const reading = withReader(strip)
      .then((read) => {
        readings.keep(strip.digest, read);
        return read;
      })
      .finally(() => underWay.delete(id));
    underWay.set(id, reading);
    return reading;
  };

  return async (bytes: Uint8Array): Promise<PictureText> => {
    const { strips, width, height } = await cutter.cut(bytes);
    const read = await Promise.all(strips.map(async (strip) => ({ strip, reading: await readOnce(strip) })));
    const lines = read
      .toSorted((a, b) => a.strip.top - b.strip.top || a.strip.left - b.strip.left)
      .flatMap(({ strip, reading }) =>
        reading.filter((words) => words.length > 0).map((words) => words.map((word) => placed(word, strip))),
      );
    return { width, height, lines };
  };
}

/** From pixels of the strip to those of the picture, never beyond the strip and never without extent. */
function placed(word: ReadWord, { left, top, width, height, factor }: DigestedStrip): PictureWord {
  const [fromX, toX] = within(word.left, word.right, width);
  const [fromY, toY] = within(word.top, word.bottom, height);
  return {
    text: word.text,
    confidence: word.confidence,
    left: left + fromX * factor,
    top: top + fromY * factor,
    right: left + toX * factor,
    bottom: top + toY * factor,
  };
}

function within(from: number, to: number, size: number): [from: number, to: number] {
  const start = Math.min(size - 1, Math.max(0, from));
  return [start, Math.max(start + 1, Math.min(size, to))];
}
