import { readFileSync } from 'node:fs';

/** Words that are taken for personal, wherever they stand. */
interface ScriptedEntity {
  readonly text: string;
  /** One of Comprehend's types, such as `NAME`. */
  readonly type: string;
  /** 0.999 unless told. */
  readonly score?: number;
}

/** Instead of an answer, or before it. */
export interface ScriptedFault {
  readonly fault?: 'throttled' | 'slow-down' | 'unavailable' | 'internal' | 'malformed' | 'truncated';
  readonly delayMs?: number;
  /** For so many requests; all unless told. */
  readonly times?: number;
}

interface Script {
  readonly entities?: readonly ScriptedEntity[];
  readonly answers?: readonly ScriptedFault[];
}

/**
 * What Comprehend is to find, and how to fail: a JSON file (`comprehend/script.json` in the state folder) of the form
 * `{"entities": […], "answers": […]}` that is read anew for each request; of the answers the first with requests left is
 * taken. Without the file nothing is found, and nothing fails.
 */
export class ScriptFile {
  readonly #path: string;
  #text = '';
  #used: number[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  entities(): readonly ScriptedEntity[] {
    return this.#read().entities ?? [];
  }

  next(): ScriptedFault {
    for (const [at, line] of (this.#read().answers ?? []).entries()) {
      const used = this.#used[at] ?? 0;
      if (used >= (line.times ?? Number.POSITIVE_INFINITY)) continue;
      this.#used[at] = used + 1;
      return line;
    }
    return {};
  }

  #read(): Script {
    let text = '';
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch {
      return {};
    }
    if (text !== this.#text) this.#used = [];
    this.#text = text;
    return JSON.parse(text) as Script;
  }
}
