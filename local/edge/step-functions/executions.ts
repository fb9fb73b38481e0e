import type { LocalContext } from '../../service.ts';
import { storedCheckpoints } from './checkpoints.ts';
import type { Execution, ExecutionStatus, ExecutionStore } from './execution-store.ts';
import { Interrupted, StateFailure } from './failure.ts';
import { failureDetails, History } from './history.ts';
import type { Run } from './run.ts';
import { runScope } from './run-scope.ts';
import type { Announce } from './status-change.ts';
import { statusChange } from './status-change.ts';
import { runTask } from './task.ts';
import { parseDefinition } from './validate-definition.ts';

interface Active {
  readonly controller: AbortController;
  readonly finished: Promise<void>;
}

const statusEvents: Readonly<Record<Exclude<ExecutionStatus, 'RUNNING'>, [type: string, details: string]>> = {
  SUCCEEDED: ['ExecutionSucceeded', 'executionSucceededEventDetails'],
  FAILED: ['ExecutionFailed', 'executionFailedEventDetails'],
  TIMED_OUT: ['ExecutionTimedOut', 'executionTimedOutEventDetails'],
  ABORTED: ['ExecutionAborted', 'executionAbortedEventDetails'],
};

/** Runs executions; every step is stored before it is taken, so that a crash only repeats the last one. */
export class Executions {
  readonly #context: LocalContext;
  readonly #store: ExecutionStore;
  readonly #announce: Announce;
  readonly #retryPace: number;
  readonly #active = new Map<string, Active>();
  #suspended = false;

  constructor(context: LocalContext, store: ExecutionStore, announce: Announce, retryPace: number) {
    this.#context = context;
    this.#store = store;
    this.#announce = announce;
    this.#retryPace = retryPace;
  }

  start(execution: Execution): void {
    this.#save(execution);
    this.#history(execution).add('ExecutionStarted', 'executionStartedEventDetails', {
      input: execution.input,
      roleArn: execution.roleArn,
    });
    this.#launch(execution);
  }

  /** Goes on from the states that failed, were aborted or timed out. */
  redrive(execution: Execution): Execution {
    const { stopDate: _stop, output: _output, error: _error, cause: _cause, ...rest } = execution;
    const redriven: Execution = {
      ...rest,
      status: 'RUNNING',
      redriveCount: execution.redriveCount + 1,
      redriveDate: Date.now() / 1000,
    };
    this.#save(redriven);
    this.#history(execution).add('ExecutionRedriven', 'executionRedrivenEventDetails', {
      redriveCount: redriven.redriveCount,
    });
    this.#launch(redriven);
    return redriven;
  }

  stop(execution: Execution, error: string | undefined, cause: string | undefined): Execution {
    const stopped = this.#finish(execution, 'ABORTED', {
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    });
    this.#active.get(execution.arn)?.controller.abort();
    return stopped;
  }

  /** Picks up what was running when the machine went down. */
  resumeAll(): void {
    for (const execution of this.#store.running()) this.#launch(execution);
  }

  /** Lets go of running executions without ending them; they go on at the next start. */
  async suspendAll(): Promise<void> {
    this.#suspended = true;
    const active = [...this.#active.values()];
    for (const { controller } of active) controller.abort();
    await Promise.all(active.map(({ finished }) => finished));
  }

  #launch(execution: Execution): void {
    if (this.#suspended) return;
    const controller = new AbortController();
    const finished = this.#run(execution, controller)
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        this.#context.log({
          level: 'error',
          part: 'step-functions',
          message,
          detail: { execution: execution.arn },
        });
      })
      .finally(() => {
        if (this.#active.get(execution.arn)?.controller === controller) this.#active.delete(execution.arn);
      });
    this.#active.set(execution.arn, { controller, finished });
  }

  async #run(execution: Execution, controller: AbortController): Promise<void> {
    const definition = parseDefinition(execution.definition);
    const history = this.#history(execution);
    const since = (execution.redriveDate ?? execution.startDate) * 1000;
    let timedOut = false;
    const timer = definition.TimeoutSeconds
      ? setTimeout(
          () => {
            timedOut = true;
            controller.abort();
          },
          Math.max(0, since + definition.TimeoutSeconds * 1000 - Date.now()),
        )
      : undefined;
    try {
      const run: Run = {
        checkpoints: storedCheckpoints(this.#store.database, execution.arn),
        history,
        context: contextObject(execution),
        runTask: (resource, input) => runTask(this.#context, execution.roleArn, resource, input, history),
        runScope: (scope, place, input) => runScope(run, scope, place, input),
        retryPace: this.#retryPace,
      };
      const output = await runScope(
        run,
        definition,
        { scope: '', signal: controller.signal },
        JSON.parse(execution.input),
      );
      this.#finish(execution, 'SUCCEEDED', { output: JSON.stringify(output) });
    } catch (error) {
      if (error instanceof StateFailure) this.#finish(execution, 'FAILED', failureDetails(error));
      else if (!(error instanceof Interrupted)) this.#finish(execution, 'FAILED', unexpected(error));
      else if (timedOut) this.#finish(execution, 'TIMED_OUT', {});
    } finally {
      clearTimeout(timer);
    }
  }

  #finish(
    execution: Execution,
    status: Exclude<ExecutionStatus, 'RUNNING'>,
    result: { output?: string; error?: string; cause?: string },
  ): Execution {
    // A stop and the last state may meet; the first one to get here decides.
    const current = this.#store.find(execution.arn);
    if (current && current.status !== 'RUNNING') return current;
    const [type, details] = statusEvents[status];
    this.#history(execution).add(type, details, result);
    const finished: Execution = { ...execution, ...result, status, stopDate: Date.now() / 1000 };
    this.#save(finished);
    return finished;
  }

  /** A status is announced before it is stored: a crash between the two announces it again. */
  #save(execution: Execution): void {
    this.#announce(statusChange(execution));
    this.#store.save(execution);
  }

  #history({ arn }: Execution): History {
    return new History(
      () => this.#store.lastEvent(arn),
      (event) => this.#store.addEvent(arn, event),
    );
  }
}

/** Anything but a state's failure is the local cloud's own fault; the execution must not hang on it. */
function unexpected(error: unknown): { error: string; cause: string } {
  return { error: 'States.Runtime', cause: error instanceof Error ? error.message : String(error) };
}

function contextObject(execution: Execution): Readonly<Record<string, unknown>> {
  return {
    Execution: {
      Id: execution.arn,
      Input: JSON.parse(execution.input) as unknown,
      Name: execution.name,
      RoleArn: execution.roleArn,
      StartTime: new Date(execution.startDate * 1000).toISOString(),
      RedriveCount: execution.redriveCount,
      ...(execution.redriveDate !== undefined && {
        RedriveTime: new Date(execution.redriveDate * 1000).toISOString(),
      }),
    },
    StateMachine: { Id: execution.machineArn, Name: execution.machineArn.split(':').at(-1) },
  };
}
