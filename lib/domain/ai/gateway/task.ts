import type * as z from 'zod/mini';
import type { TaskName } from '../../../contracts/ai/task.ts';

/** What a model is told about a task. A change of any word is another version: answers are kept under it. */
export interface Prompt {
  /** `<task>@<number>`. */
  readonly version: string;
  readonly system: string;
  /** Says what is wanted of the data that follows. */
  readonly wish: string;
}

/** Something that the gateway can be asked for. */
export interface Task<Input, Answer, Value> {
  readonly name: TaskName;
  readonly prompt: Prompt;
  /** What a model must answer, and all that it may. */
  readonly answer: z.ZodMiniType<Answer>;
  /** What a model is shown of the input: as little as will do. Every text in it is data. */
  readonly show: (input: Input) => unknown;
  /** Tokens that the longest answer takes. */
  readonly answerTokens: (input: Input) => number;
  /**
   * Takes of an answer what may be taken, and fills the rest by the rules: nothing in the value is there because a page
   * asked for it.
   */
  readonly take: (answer: Answer, input: Input) => Value;
  /** The answer without a model, at once. */
  readonly rules: (input: Input) => Value;
}
