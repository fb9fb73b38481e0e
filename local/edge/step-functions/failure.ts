/** An error as the states language knows it: a name that `Retry` and `Catch` match, and a cause. */
export class StateFailure extends Error {
  readonly error: string;
  readonly detail: string | undefined;

  constructor(error: string, detail?: string) {
    super(detail === undefined ? error : `${error}: ${detail}`);
    this.name = 'StateFailure';
    this.error = error;
    this.detail = detail;
  }
}

/** The execution was stopped, or the machine is going down: nothing may catch it. */
export class Interrupted extends Error {
  constructor() {
    super('The execution was interrupted');
    this.name = 'Interrupted';
  }
}

/** Errors that `States.ALL` does not cover, because the definition itself is at fault. */
const terminal = new Set(['States.Runtime', 'States.DataLimitExceeded']);

/** Whether a `Retry` or `Catch` entry with these names takes the error. */
export function coversError(errorEquals: readonly string[], error: string): boolean {
  return errorEquals.some((name) => {
    if (name === error) return true;
    if (name === 'States.ALL') return !terminal.has(error);
    // A wildcard for every known error except a timeout (AWS documentation).
    return name === 'States.TaskFailed' && error !== 'States.Timeout' && !terminal.has(error);
  });
}
