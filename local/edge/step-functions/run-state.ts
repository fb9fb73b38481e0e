import { ruleHolds } from './choice.ts';
import type { StateDefinition } from './definition.ts';
import { StateFailure } from './failure.ts';
import { interruptible, pause } from './pause.ts';
import type { Scope } from './payload.ts';
import { fillTemplate, filterByPath, placeResult, readField } from './payload.ts';
import type { Run, Transition, Visit } from './run.ts';
import { runBranches, runIterations } from './run-children.ts';

/** Runs one state once; retries and catches are the caller's. */
export async function runState(run: Run, visit: Visit, rawInput: unknown): Promise<Transition> {
  const { state } = visit;
  const context = visit.context();
  const input = filterByPath(state.InputPath, { input: rawInput, context });
  const scope: Scope = { input, context };
  switch (state.Type) {
    case 'Pass': {
      const shaped = state.Parameters === undefined ? input : fillTemplate(state.Parameters, scope);
      return leaveWith(visit, rawInput, state.Result ?? shaped, scope, { select: false });
    }
    case 'Wait':
      await pause(secondsLeft(state, scope, visit.enteredAt), visit.place.signal);
      return leaveWith(visit, rawInput, input, scope, { select: false });
    case 'Choice': {
      const rule = state.Choices?.find((candidate) => ruleHolds(candidate, scope));
      const next = rule?.Next ?? state.Default;
      if (next === undefined) throw new StateFailure('States.NoChoiceMatched');
      return { output: filterByPath(state.OutputPath, scope), next };
    }
    case 'Succeed':
      return { output: filterByPath(state.OutputPath, scope), next: undefined };
    case 'Fail':
      throw new StateFailure(
        state.ErrorPath ? String(readFieldOrCall(state.ErrorPath, scope)) : (state.Error ?? ''),
        state.CausePath ? String(readFieldOrCall(state.CausePath, scope)) : state.Cause,
      );
    case 'Task': {
      const parameters = state.Parameters === undefined ? input : fillTemplate(state.Parameters, scope);
      const result = await withTimeout(run.runTask(state.Resource ?? '', parameters), visit, scope);
      return leaveWith(visit, rawInput, result, scope, { select: true });
    }
    case 'Parallel': {
      const parameters = state.Parameters === undefined ? input : fillTemplate(state.Parameters, scope);
      return leaveWith(visit, rawInput, await runBranches(run, visit, parameters), scope, { select: true });
    }
    case 'Map':
      return leaveWith(visit, rawInput, await runIterations(run, visit, scope), scope, { select: true });
  }
}

function leaveWith(
  { state }: Visit,
  rawInput: unknown,
  result: unknown,
  scope: Scope,
  { select }: { readonly select: boolean },
): Transition {
  const selected =
    select && state.ResultSelector !== undefined
      ? fillTemplate(state.ResultSelector, { input: result, context: scope.context })
      : result;
  const hasResult = state.Type !== 'Wait';
  const placed = hasResult
    ? placeResult(state.ResultPath, state.InputPath === undefined ? rawInput : scope.input, selected)
    : scope.input;
  const output = filterByPath(state.OutputPath, { input: placed, context: scope.context });
  return { output, next: state.End ? undefined : state.Next };
}

/** `ErrorPath` and `CausePath` take intrinsic functions too. */
function readFieldOrCall(path: string, scope: Scope): unknown {
  return (fillTemplate({ 'value.$': path }, scope) as { value: unknown }).value;
}

function secondsLeft(state: StateDefinition, scope: Scope, enteredAt: number): number {
  const timestamp = state.TimestampPath ? readField(state.TimestampPath, scope) : state.Timestamp;
  if (timestamp !== undefined) {
    const until = Date.parse(String(timestamp));
    if (Number.isNaN(until)) {
      throw new StateFailure(
        'States.Runtime',
        `The Timestamp parameter does not reference a valid timestamp: ${String(timestamp)}`,
      );
    }
    return Math.max(0, (until - Date.now()) / 1000);
  }
  const seconds = Number(state.SecondsPath ? readField(state.SecondsPath, scope) : state.Seconds);
  if (!(seconds >= 0))
    throw new StateFailure('States.Runtime', `The Seconds parameter is not a number: ${seconds}`);
  // After a crash only the rest of the time is waited for.
  return Math.max(0, seconds - (Date.now() - enteredAt) / 1000);
}

async function withTimeout(work: Promise<unknown>, { state, place }: Visit, scope: Scope): Promise<unknown> {
  const seconds = state.TimeoutSecondsPath
    ? Number(readField(state.TimeoutSecondsPath, scope))
    : state.TimeoutSeconds;
  if (seconds === undefined) return await interruptible(work, place.signal);
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new StateFailure('States.Timeout')), seconds * 1000);
  });
  try {
    return await interruptible(Promise.race([work, timeout]), place.signal);
  } finally {
    clearTimeout(timer);
  }
}
