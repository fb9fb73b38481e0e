import { Interrupted, StateFailure } from './failure.ts';

export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly type: string;
  readonly [details: string]: unknown;
}

/** Writes an execution's events in the form that `GetExecutionHistory` gives them out. */
export class History {
  readonly #append: (event: HistoryEvent) => void;
  readonly #last: () => number;

  /** `last` gives the id of the newest event; zero before the first. */
  constructor(last: () => number, append: (event: HistoryEvent) => void) {
    this.#last = last;
    this.#append = append;
  }

  /** Gives the event's id. */
  add(type: string, detailsName?: string, details?: Record<string, unknown>): number {
    const previousEventId = this.#last();
    const id = previousEventId + 1;
    const event = { id, previousEventId, timestamp: Date.now() / 1000, type };
    this.#append(detailsName ? { ...event, [detailsName]: details ?? {} } : event);
    return id;
  }

  async lambdaFunction(resource: string, input: unknown, run: () => Promise<unknown>): Promise<unknown> {
    this.add('LambdaFunctionScheduled', 'lambdaFunctionScheduledEventDetails', {
      resource,
      input: text(input),
    });
    this.add('LambdaFunctionStarted');
    return await this.#observed(run, {
      succeeded: (output) =>
        this.add('LambdaFunctionSucceeded', 'lambdaFunctionSucceededEventDetails', { output: text(output) }),
      failed: (failure) =>
        this.add('LambdaFunctionFailed', 'lambdaFunctionFailedEventDetails', failureDetails(failure)),
    });
  }

  async task(
    resourceType: string,
    resource: string,
    parameters: unknown,
    run: () => Promise<unknown>,
  ): Promise<unknown> {
    const what = { resourceType, resource };
    this.add('TaskScheduled', 'taskScheduledEventDetails', { ...what, parameters: text(parameters) });
    this.add('TaskStarted', 'taskStartedEventDetails', what);
    return await this.#observed(run, {
      succeeded: (output) =>
        this.add('TaskSucceeded', 'taskSucceededEventDetails', { ...what, output: text(output) }),
      failed: (failure) =>
        this.add('TaskFailed', 'taskFailedEventDetails', { ...what, ...failureDetails(failure) }),
    });
  }

  async #observed(
    run: () => Promise<unknown>,
    on: { succeeded: (output: unknown) => void; failed: (failure: StateFailure) => void },
  ): Promise<unknown> {
    try {
      const output = await run();
      on.succeeded(output);
      return output;
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      if (error instanceof StateFailure) on.failed(error);
      throw error;
    }
  }
}

export function failureDetails({ error, detail }: StateFailure): Record<string, string> {
  return { error, ...(detail !== undefined && { cause: detail }) };
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}
