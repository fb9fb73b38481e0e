/** Where a command says what it is doing: never on standard output when that is for one JSON document. */
export interface Progress {
  step(text: string): void;
  /** The result: lines for a person, or the document for a machine. */
  result(lines: readonly (readonly [label: string, value: string])[], document: unknown): void;
}

export function progressOn(json: boolean): Progress {
  const startedAt = performance.now();
  const stream = json ? process.stderr : process.stdout;
  return {
    step: (text) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(5);
      stream.write(`${seconds} s  ${text}\n`);
    },
    result: (lines, document) => {
      if (json) process.stdout.write(`${JSON.stringify(document)}\n`);
      else {
        const width = Math.max(...lines.map(([label]) => label.length));
        process.stdout.write(
          `\n${lines.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`).join('\n')}\n\n`,
        );
      }
    },
  };
}
