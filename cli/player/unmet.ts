/** The page is not as the script says. `expected` goes on from “expected”, `seen` is a sentence of its own. */
export class Unmet extends Error {
  constructor(expected: string, seen: string) {
    super(`expected ${expected}; ${seen}`);
    this.name = 'Unmet';
  }
}

export const seconds = (milliseconds: number): string => `${Number((milliseconds / 1000).toFixed(1))} s`;

/** An error of the browser's driver without its call names and logs. */
export function plainReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = message.split('\n')[0]?.replace(/^(?:[a-zA-Z]+\.)+[a-zA-Z]+: /, '') ?? '';
  if (/has been closed|Target closed|Target crashed/i.test(line)) return 'the browser window was closed';
  return line;
}
