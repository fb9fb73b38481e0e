import { type Progress, progressOn } from './progress.ts';

/** What went wrong, as `--json` gives it under `error`. `where`: a file, a place in it, or a request. */
export interface Failure {
  readonly title: string;
  readonly detail: string;
  readonly where?: string;
}

/** A mistake of the person at the keyboard, or of what they gave: shown as one sentence, without a stack. */
export class CommandError extends Error {
  readonly title: string;
  readonly where: string | undefined;

  constructor(
    message: string,
    {
      title = 'The command could not be carried out',
      where,
      ...options
    }: ErrorOptions & Partial<Failure> = {},
  ) {
    super(message, options);
    this.name = 'CommandError';
    this.title = title;
    this.where = where;
  }
}

export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { title: 'Unexpected error', detail: String(error) };
  if (!(error instanceof CommandError)) return { title: 'Unexpected error', detail: error.message };
  const { title, message, where } = error;
  return { title, detail: message, ...(where === undefined ? {} : { where }) };
}

/**
 * Runs a command's main part; a mistake exits with 1 and its sentence on standard error. With `json` there is one
 * document on standard output in any case: the result, or `{error}` when there is none.
 */
export async function runCommand(json: boolean, main: (progress: Progress) => Promise<void>): Promise<void> {
  const progress = progressOn(json);
  let given = false;
  const result: Progress['result'] = (lines, document) => {
    given = true;
    progress.result(lines, document);
  };
  try {
    await main({ ...progress, result });
  } catch (error) {
    const shown =
      error instanceof CommandError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`\n${shown}\n`);
    if (json && !given) progress.result([], { error: failureOf(error) });
    process.exitCode = 1;
  }
}
