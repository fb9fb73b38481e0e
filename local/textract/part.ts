import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { LocalContext, LocalPart } from '../service.ts';
import { lineReader } from './reading/line-reader.ts';
import { pictureCutter } from './reading/picture-cutter.ts';
import { pictureReader } from './reading/read-picture.ts';
import { Readings } from './reading/readings.ts';
import { ScriptFile } from './script.ts';
import { textractService } from './service.ts';

/** Each takes a hundred megabytes. */
const mostReaders = 2;

/** Textract by way of Tesseract, of which nothing starts before a picture comes. */
export function textractPart(context: LocalContext): LocalPart {
  const folder = join(context.stateDirectory, 'textract');
  const readings = new Readings(join(folder, 'readings.sqlite'));
  const cutter = pictureCutter();
  const readers = Array.from({ length: Math.min(mostReaders, availableParallelism()) }, lineReader);
  const read = pictureReader({ cutter, readers, readings });
  return {
    name: 'textract',
    services: [textractService({ read, script: new ScriptFile(join(folder, 'script.json')) })],
    async stop() {
      await Promise.all([cutter.stop(), ...readers.map((reader) => reader.stop())]);
      readings.prune();
      readings.close();
    },
  };
}
