import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

/** One JSON line per output line of a function, with the request that it belongs to. */
export interface FunctionLog {
  output(requestId: string | undefined, text: string): void;
  /** What Lambda itself writes: starts, reports, failures. */
  platform(requestId: string, record: Record<string, unknown>): void;
  close(): Promise<void>;
}

/** Appends to `<directory>/<function>.jsonl`; the file is opened when first written to. */
export function openFunctionLog(directory: string, functionName: string): FunctionLog {
  let stream: WriteStream | undefined;
  const write = (record: Record<string, unknown>) => {
    if (!stream) {
      mkdirSync(directory, { recursive: true });
      stream = createWriteStream(join(directory, `${functionName}.jsonl`), { flags: 'a' });
    }
    stream.write(`${JSON.stringify({ time: new Date().toISOString(), ...record })}\n`);
  };
  return {
    output: (requestId, text) => {
      for (const line of text.split('\n')) if (line !== '') write({ requestId, ...parsed(line) });
    },
    platform: (requestId, record) => write({ requestId, platform: record }),
    close: () =>
      new Promise((resolve) => {
        if (stream) stream.end(() => resolve());
        else resolve();
      }),
  };
}

function parsed(line: string): Record<string, unknown> {
  if (line.startsWith('{'))
    try {
      return { message: JSON.parse(line) };
    } catch {
      // Not JSON after all: kept as text.
    }
  return { message: line };
}
