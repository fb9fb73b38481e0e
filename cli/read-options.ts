import { type ParseArgsConfig, parseArgs } from 'node:util';

/** `parseArgs`, whose complaint is one sentence with the usage, or `{error}` with `--json`; exits with 2. */
export function readOptions<T extends ParseArgsConfig>(
  usage: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs<T>(config);
  } catch (error) {
    const message = (error instanceof Error ? error.message.split('. ')[0] : String(error)) ?? '';
    process.stderr.write(`${message}\n${usage}\n`);
    if (process.argv.includes('--json'))
      process.stdout.write(
        `${JSON.stringify({ error: { title: 'Wrong options', detail: `${message}. ${usage}` } })}\n`,
      );
    process.exit(2);
  }
}
