import { join } from 'node:path';
import type { LocalContext, LocalPart } from '../service.ts';
import { ScriptFile } from './script.ts';
import { comprehendService } from './service.ts';

/** Comprehend without a model of its own: it finds what a script names, and nothing without one. */
export function comprehendPart({ stateDirectory }: LocalContext): LocalPart {
  const script = new ScriptFile(join(stateDirectory, 'comprehend', 'script.json'));
  return { name: 'comprehend', services: [comprehendService(script)] };
}
