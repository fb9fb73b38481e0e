import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ScriptFile } from '../script-file.ts';
import type { LocalContext, LocalPart } from '../service.ts';
import { localReader } from './reading/local-reader.ts';
import type { TextractScript } from './script.ts';
import { textractService } from './service.ts';

/** Each takes a hundred megabytes. */
const mostThreads = 2;

/** Textract by way of Tesseract. */
export function textractPart(context: LocalContext): LocalPart {
  const folder = join(context.stateDirectory, 'textract');
  const reader = localReader(join(folder, 'readings.sqlite'), Math.min(mostThreads, availableParallelism()));
  const script: TextractScript = new ScriptFile(join(folder, 'script.json'));
  return {
    name: 'textract',
    services: [textractService({ read: reader.read, script })],
    stop: reader.stop,
  };
}
