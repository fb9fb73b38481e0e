import { join } from 'node:path';
import { ScriptFile } from '../script-file.ts';
import type { LocalContext, LocalPart } from '../service.ts';
import { CallLog } from './call-log.ts';
import type { BedrockScript } from './script.ts';
import { bedrockService } from './service.ts';

/** Bedrock without a model of its own: it answers what a script says, and refuses every model without one. */
export function bedrockPart(context: LocalContext, now: () => number = Date.now): LocalPart {
  const folder = join(context.stateDirectory, 'bedrock');
  const script: BedrockScript = new ScriptFile(join(folder, 'script.json'));
  const calls = new CallLog(join(folder, 'calls.jsonl'));
  return { name: 'bedrock', services: [bedrockService({ context, script, calls, now })] };
}
