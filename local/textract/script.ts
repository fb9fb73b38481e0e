import { readFileSync } from 'node:fs';

/** A word that Textract is to say is there; place and size as parts of the picture's sides. */
export interface ScriptedWord {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Instead of the text, or before it. */
export interface ScriptedAnswer {
  readonly fault?: 'throttled' | 'slow-down' | 'unavailable' | 'internal' | 'malformed' | 'truncated';
  readonly delayMs?: number;
  /** Whatever the picture shows, each a line by itself; nobody reads it then. */
  readonly words?: readonly ScriptedWord[];
  /** For so many requests; all unless told. */
  readonly times?: number;
}

/**
 * How Textract is to answer: a JSON file (`textract/script.json` in the state folder) of the form `{"answers": […]}` that
 * is read anew for each request; the first line with requests left is taken. Without one, pictures are read.
 */
export class ScriptFile {
  readonly #path: string;
  #text = '';
  #used: number[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  next(): ScriptedAnswer {
    for (const [at, line] of this.#read().entries()) {
      const used = this.#used[at] ?? 0;
      if (used >= (line.times ?? Number.POSITIVE_INFINITY)) continue;
      this.#used[at] = used + 1;
      return line;
    }
    return {};
  }

  #read(): readonly ScriptedAnswer[] {
    let text = '';
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch {
      return [];
    }
    if (text !== this.#text) this.#used = [];
    this.#text = text;
    const { answers = [] } = JSON.parse(text) as { answers?: readonly ScriptedAnswer[] };
    return answers;
  }
}
