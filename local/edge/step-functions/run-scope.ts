import type { ScopeDefinition, StateDefinition } from './definition.ts';
import { coversError, Interrupted, StateFailure } from './failure.ts';
import { pause } from './pause.ts';
import { filterByPath, placeResult } from './payload.ts';
import { RetryPlan } from './retry.ts';
import type { Place, Run, Transition, Visit } from './run.ts';
import { runState } from './run-state.ts';

/** Service limit on what a state may hand on, in bytes. */
const largestPayload = 256 * 1024;

/** Runs the states of a scope from its checkpoint, or from the start, to the end. */
export async function runScope(
  run: Run,
  definition: ScopeDefinition,
  place: Place,
  firstInput: unknown,
): Promise<unknown> {
  const checkpoint = run.checkpoints.read(place.scope);
  if (checkpoint?.done) return checkpoint.output;
  let name = checkpoint?.state ?? definition.StartAt;
  let input = checkpoint ? checkpoint.input : firstInput;
  let enteredAt = checkpoint?.enteredAt;
  for (;;) {
    if (place.signal.aborted) throw new Interrupted();
    const state = definition.States[name];
    if (!state) throw new StateFailure('States.Runtime', `The state ${name} does not exist`);
    enteredAt ??= Date.now();
    run.checkpoints.enter(place.scope, name, input, enteredAt);
    const transition = await visit(run, name, state, place, input, enteredAt);
    if (transition.next === undefined) {
      run.checkpoints.finish(place.scope, transition.output);
      return transition.output;
    }
    name = transition.next;
    input = transition.output;
    enteredAt = undefined;
  }
}

async function visit(
  run: Run,
  name: string,
  state: StateDefinition,
  place: Place,
  input: unknown,
  enteredAt: number,
): Promise<Transition> {
  const { history } = run;
  const entered = history.add(`${state.Type}StateEntered`, 'stateEnteredEventDetails', {
    name,
    input: JSON.stringify(input),
  });
  const retries = new RetryPlan(state.Retry);
  const context = () => ({
    ...run.context,
    State: { EnteredTime: new Date(enteredAt).toISOString(), Name: name, RetryCount: retries.count },
    ...(place.map && { Map: place.map }),
  });
  const current: Visit = { name, state, place, enteredAt, context };
  for (;;) {
    try {
      const transition = await runState(run, current, input);
      leave(run, current, transition);
      return transition;
    } catch (error) {
      if (!(error instanceof StateFailure)) throw error;
      const failure = located(error, name, entered);
      const delay = retries.next(failure.error);
      if (delay !== undefined) {
        run.checkpoints.forget(place.scope, name);
        await pause(delay * run.retryPace, place.signal);
        continue;
      }
      const caught = catchFailure(current, input, failure);
      if (!caught) throw failure;
      run.checkpoints.forget(place.scope, name);
      leave(run, current, caught);
      return caught;
    }
  }
}

function leave(run: Run, { name, state, place }: Visit, { output }: Transition): void {
  const text = JSON.stringify(output) ?? 'null';
  if (Buffer.byteLength(text) > largestPayload) {
    throw new StateFailure(
      'States.DataLimitExceeded',
      `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    );
  }
  run.checkpoints.forget(place.scope, name);
  run.history.add(`${state.Type}StateExited`, 'stateExitedEventDetails', { name, output: text });
}

function catchFailure(
  { state, context }: Visit,
  input: unknown,
  failure: StateFailure,
): Transition | undefined {
  const catcher = state.Catch?.find(({ ErrorEquals }) => coversError(ErrorEquals, failure.error));
  if (!catcher) return undefined;
  const result = { Error: failure.error, ...(failure.detail !== undefined && { Cause: failure.detail }) };
  const filtered = filterByPath(state.InputPath, { input, context: context() });
  return { output: placeResult(catcher.ResultPath, filtered, result), next: catcher.Next };
}

/** AWS names the state in the cause of errors that the definition is to blame for. */
function located(failure: StateFailure, state: string, entered: number): StateFailure {
  if (failure.error !== 'States.Runtime' || failure.detail?.startsWith('An error occurred while'))
    return failure;
  return new StateFailure(
    failure.error,
    `An error occurred while executing the state '${state}' (entered at the event id #${entered}). ${failure.detail ?? ''}`,
  );
}
