import { readFileSync } from 'node:fs';
import type { AwsResponse } from './service.ts';

export interface ScriptLine {
  /** For so many requests; all unless told. */
  readonly times?: number;
}

/** Instead of an answer, or before it. */
export interface ScriptedFault extends ScriptLine {
  readonly fault?: 'throttled' | 'slow-down' | 'unavailable' | 'internal' | 'malformed' | 'truncated';
  readonly delayMs?: number;
}

/**
 * How a service that stands for another is to answer: a JSON file in the state folder with `answers`, of which the first
 * that fits and has requests left is taken. It is read anew for each request; once it is another text all lines count
 * from the beginning.
 */
export class ScriptFile<Line extends ScriptLine, More extends object = object> {
  readonly #path: string;
  #text = '';
  #used: number[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  /** Undefined without the file. */
  read(): (Partial<More> & { readonly answers?: readonly Line[] }) | undefined {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch {
      return undefined;
    }
    if (text !== this.#text) this.#used = [];
    this.#text = text;
    return JSON.parse(text);
  }

  take(fits: (line: Line) => boolean = () => true): Line | undefined {
    for (const [at, line] of (this.read()?.answers ?? []).entries()) {
      const used = this.#used[at] ?? 0;
      if (used >= (line.times ?? Number.POSITIVE_INFINITY) || !fits(line)) continue;
      this.#used[at] = used + 1;
      return line;
    }
    return undefined;
  }
}

/** @param otherForm what no client of the service expects, though it is JSON */
export function spoilt(response: AwsResponse, fault: ScriptedFault['fault'], otherForm: object): AwsResponse {
  const body = String(response.body ?? '');
  if (fault === 'truncated') return { ...response, body: body.slice(0, body.length / 2) };
  if (fault === 'malformed') return { ...response, body: JSON.stringify(otherForm) };
  return response;
}
