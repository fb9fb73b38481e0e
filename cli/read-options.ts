import { type ParseArgsConfig, parseArgs } from 'node:util';

/** What a command says of itself. */
export interface CommandWords {
  /** How it is called, in a line or a few; shown with every complaint as well. */
  readonly usage: string;
  /** What it does and what its options mean. */
  readonly help: string;
}

const helpOption = { help: { type: 'boolean', short: 'h' } } as const;
type WithHelp<T extends ParseArgsConfig> = T & {
  readonly options: T['options'] & typeof helpOption;
};

/**
 * `parseArgs` with `--help`, which prints what the command is for and ends it. Its complaint is one sentence with the
 * usage, or `{error}` with `--json`; exits with 2.
 */
export function readOptions<T extends ParseArgsConfig>(
  { usage, help }: CommandWords,
  config: T,
): ReturnType<typeof parseArgs<WithHelp<T>>> {
  try {
    const read = parseArgs<WithHelp<T>>({ ...config, options: { ...config.options, ...helpOption } });
    if (!('help' in read.values && read.values.help)) return read;
    process.stdout.write(`${usage}\n\n${help}\n`);
  } catch (error) {
    const message = (error instanceof Error ? error.message.split('. ')[0] : String(error)) ?? '';
    process.stderr.write(`${message}\n${usage}\n`);
    if (process.argv.includes('--json'))
      process.stdout.write(
        `${JSON.stringify({ error: { title: 'Wrong options', detail: `${message}. ${usage}` } })}\n`,
      );
    process.exit(2);
  }
  process.exit();
}
