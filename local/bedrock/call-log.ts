import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ConverseInput } from './converse-input.ts';

/** A request that a model worked on, as a line of `bedrock/calls.jsonl` in the state folder has it. */
export interface LoggedCall {
  readonly at: string;
  readonly principal: string;
  readonly request: Omit<ConverseInput, 'counted'>;
  /** An error's name, or how the model stopped. */
  readonly outcome: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Everything that reached a model, with what it was counted as: what an account would be billed for. */
export class CallLog {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  add(call: LoggedCall): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    appendFileSync(this.#path, `${JSON.stringify(call)}\n`, { mode: 0o600 });
  }
}
