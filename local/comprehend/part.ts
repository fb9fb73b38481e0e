import { join } from 'node:path';
import { ScriptFile } from '../script-file.ts';
import type { LocalContext, LocalPart } from '../service.ts';
import type { ComprehendScript } from './script.ts';
import { comprehendService } from './service.ts';

/** Comprehend without a model of its own: it finds what a script names, and nothing without one. */
export function comprehendPart({ stateDirectory }: LocalContext): LocalPart {
  const script: ComprehendScript = new ScriptFile(join(stateDirectory, 'comprehend', 'script.json'));
  return { name: 'comprehend', services: [comprehendService(script)] };
}
