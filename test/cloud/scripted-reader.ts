import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScriptedAnswer } from '../../local/textract/script.ts';

const scriptOf = (stateDirectory: string) => join(stateDirectory, 'textract', 'script.json');

/** What a local cloud's Textract answers, the first line that has requests left; with no lines it reads pictures. */
export function scriptReader(stateDirectory: string, answers: readonly ScriptedAnswer[]): void {
  const file = scriptOf(stateDirectory);
  rmSync(file, { force: true });
  if (answers.length === 0) return;
  mkdirSync(join(file, '..'), { recursive: true });
  // `id`: written anew, the script forgets how often its lines were used.
  writeFileSync(file, JSON.stringify({ id: Math.random(), answers }));
}

/** Says that no picture shows any text, without looking. */
export const seesNothing: ScriptedAnswer = { words: [] };
