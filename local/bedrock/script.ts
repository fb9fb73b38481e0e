import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { ConverseInput } from './converse-input.ts';

/** What a model is to do with a request. */
export interface ScriptedAnswer {
  /** Into the tool that it is made to use. */
  readonly answer?: unknown;
  /** Instead of using the tool. */
  readonly text?: string;
  readonly fault?: 'throttled' | 'unavailable' | 'internal' | 'timeout' | 'malformed' | 'truncated';
  /** Once the request has been counted. */
  readonly delayMs?: number;
}

interface ScriptLine extends ScriptedAnswer {
  /** Only for requests to this model, or that hold this text. */
  readonly when?: { readonly model?: string; readonly contains?: string };
  /** For so many requests; all unless told. */
  readonly times?: number;
}

interface Script {
  /** Models that the account may use; all unless told. */
  readonly models?: readonly string[];
  /** The first line that fits is taken. */
  readonly answers?: readonly ScriptLine[];
  /** Asked where no line fits: POST of `ConverseInput`, answered by a `ScriptedAnswer`. */
  readonly endpoint?: string;
}

/**
 * What models answer: a JSON file (`bedrock/script.json` in the state folder) that is read anew for each request.
 * Without the file there is no model.
 */
export class ScriptFile {
  readonly #path: string;
  #text = '';
  #used: number[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  /** Undefined where the account has no access to the model. */
  async answer(input: ConverseInput): Promise<ScriptedAnswer | undefined> {
    const script = this.#read();
    if (!script || (script.models && !script.models.includes(input.model))) return undefined;
    for (const [at, line] of (script.answers ?? []).entries()) {
      const used = this.#used[at] ?? 0;
      if (used >= (line.times ?? Number.POSITIVE_INFINITY) || !fits(line, input)) continue;
      this.#used[at] = used + 1;
      return line;
    }
    return script.endpoint === undefined ? undefined : askEndpoint(script.endpoint, input);
  }

  #read(): Script | undefined {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch {
      return undefined;
    }
    if (text !== this.#text) this.#used = [];
    this.#text = text;
    return JSON.parse(text) as Script;
  }
}

function fits({ when = {} }: ScriptLine, { model, system, messages }: ConverseInput): boolean {
  const said = [system, ...messages.map(({ text }) => text)].join('\n');
  return (when.model ?? model) === model && said.includes(when.contains ?? '');
}

async function askEndpoint(endpoint: string, input: ConverseInput): Promise<ScriptedAnswer> {
  const response = await fetch(endpoint, { method: 'POST', body: JSON.stringify(input) });
  if (!response.ok) throw new Error(`The script's endpoint answered ${response.status}`);
  return (await response.json()) as ScriptedAnswer;
}

export async function afterDelay({ delayMs }: ScriptedAnswer): Promise<void> {
  if (delayMs) await pause(delayMs);
}
