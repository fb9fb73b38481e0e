import { setTimeout as pause } from 'node:timers/promises';
import type { ScriptFile, ScriptLine } from '../script-file.ts';
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

interface AnswerLine extends ScriptedAnswer, ScriptLine {
  /** Only for requests to this model, or that hold this text. */
  readonly when?: { readonly model?: string; readonly contains?: string };
}

/** What models answer: `bedrock/script.json`. Without the file there is no model. */
export type BedrockScript = ScriptFile<
  AnswerLine,
  {
    /** Models that the account may use; all unless told. */
    readonly models: readonly string[];
    /** Asked where no line fits: POST of `ConverseInput`, answered by a `ScriptedAnswer`. */
    readonly endpoint: string;
  }
>;

/** Undefined where the account has no access to the model. */
export async function answerTo(
  script: BedrockScript,
  input: ConverseInput,
): Promise<ScriptedAnswer | undefined> {
  const told = script.read();
  if (!told || (told.models && !told.models.includes(input.model))) return undefined;
  const { endpoint } = told;
  return (
    script.take((line) => fits(line, input)) ??
    (endpoint === undefined ? undefined : askEndpoint(endpoint, input))
  );
}

function fits({ when = {} }: AnswerLine, { model, system, messages }: ConverseInput): boolean {
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
