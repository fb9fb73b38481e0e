import { readFileSync } from 'node:fs';

/** Instead of the text, or before it. */
export interface ScriptedFault {
  readonly fault?: 'throttled' | 'slow-down' | 'unavailable' | 'internal' | 'malformed' | 'truncated';
  readonly delayMs?: number;
  /** For so many requests; all unless told. */
  readonly times?: number;
}

/**
 * How Textract is to fail: a JSON file (`textract/script.json` in the state folder) of the form `{"answers": […]}` that is
 * read anew for each request; the first line with requests left is taken. Without the file nothing fails.
 */
export class ScriptFile {
  readonly #path: string;
  #text = '';
  #used: number[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  next(): ScriptedFault {
    for (const [at, line] of this.#read().entries()) {
      const used = this.#used[at] ?? 0;
      if (used >= (line.times ?? Number.POSITIVE_INFINITY)) continue;
      this.#used[at] = used + 1;
      return line;
    }
    return {};
  }

  #read(): readonly ScriptedFault[] {
    let text = '';
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch {
      return [];
    }
    if (text !== this.#text) this.#used = [];
    this.#text = text;
    const { answers = [] } = JSON.parse(text) as { answers?: readonly ScriptedFault[] };
    return answers;
  }
}
