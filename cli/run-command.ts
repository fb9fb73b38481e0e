import { type Progress, progressOn } from './progress.ts';

/** A mistake of the person at the keyboard, or of what they gave: shown as one sentence, without a stack. */
export class CommandError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandError';
  }
}

/** Runs a command's main part; a mistake exits with 1 and its sentence on standard error. */
export async function runCommand(json: boolean, main: (progress: Progress) => Promise<void>): Promise<void> {
  try {
    await main(progressOn(json));
  } catch (error) {
    const shown =
      error instanceof CommandError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`\n${shown}\n`);
    process.exitCode = 1;
  }
}
