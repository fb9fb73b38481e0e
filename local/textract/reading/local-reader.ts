import { lineReader } from './line-reader.ts';
import { pictureCutter } from './picture-cutter.ts';
import { type PictureText, pictureReader } from './read-picture.ts';
import { Readings } from './readings.ts';

export interface LocalReader {
  read(picture: Uint8Array): Promise<PictureText>;
  stop(): Promise<void>;
}

/** Reads pictures by way of Tesseract, of which nothing starts before a picture comes. */
export function localReader(readingsPath: string, threads: number): LocalReader {
  const readings = new Readings(readingsPath);
  const cutter = pictureCutter();
  const readers = Array.from({ length: threads }, lineReader);
  return {
    read: pictureReader({ cutter, readers, readings }),
    async stop() {
      await Promise.all([cutter.stop(), ...readers.map((reader) => reader.stop())]);
      readings.prune();
      readings.close();
    },
  };
}
