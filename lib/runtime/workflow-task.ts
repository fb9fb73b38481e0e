import middy from '@middy/core';
import { asFault, faultClass, PermanentFault } from './faults.ts';
import { log } from './log.ts';
import { invocation } from './middleware.ts';
import { describeIssues, parse, type Schema } from './parse.ts';

export interface TaskSpec<Input, Output> {
  /** Schema of the state's input. */
  readonly input: Schema<Input>;
  /** Names of errors that the state machine matches beside the three faults; they pass unchanged. */
  readonly expected?: readonly string[];
  readonly run: (input: Input) => Promise<Output>;
}

/**
 * Task of a Step Functions state. What it throws is, by name, `TransientFault`, `PermanentFault`, `ResourceFault`
 * or one of `expected`; input that does not fit the schema is permanent.
 */
export function workflowTask<Input, Output>(spec: TaskSpec<Input, Output>) {
  return middy<unknown, Output>()
    .use(invocation())
    .handler(async (event) => {
      try {
        return await spec.run(parseInput(spec.input, event));
      } catch (error) {
        if (error instanceof Error && spec.expected?.includes(error.name)) throw error;
        log.error('TASK_FAILED', error, { class: faultClass(error) });
        throw asFault(error);
      }
    });
}

/** Function that an operator or the command line invokes directly. Errors name what was wrong with the input. */
export function operatorTask<Input, Output>(spec: TaskSpec<Input, Output>) {
  return workflowTask(spec);
}

export interface BusSpec<Detail> {
  /** Schema of the event's `detail`. */
  readonly detail: Schema<Detail>;
  /** `detailType` is the event's name, such as `GuidePublished`. */
  readonly run: (detail: Detail, detailType: string) => Promise<void>;
}

/** Target of an EventBridge rule. What it throws makes the event come again. */
export function busConsumer<Detail>(spec: BusSpec<Detail>) {
  return middy<{ readonly detail: unknown; readonly 'detail-type': string }, void>()
    .use(invocation())
    .handler(async (event) => {
      try {
        await spec.run(parseInput(spec.detail, event.detail), event['detail-type']);
      } catch (error) {
        log.error('EVENT_FAILED', error, { class: faultClass(error), detailType: event['detail-type'] });
        throw asFault(error);
      }
    });
}

function parseInput<Input>(schema: Schema<Input>, event: unknown): Input {
  const input = parse(schema, event);
  if (!input.ok) throw new PermanentFault(`input: ${describeIssues(input.error)}`);
  return input.value;
}
