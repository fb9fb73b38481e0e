import { StateFailure } from './failure.ts';
import type { Scope } from './payload.ts';
import { fillTemplate, readField } from './payload.ts';
import type { Run, Visit } from './run.ts';
import { itemProcessor } from './validate-definition.ts';

/** An inline Map state runs at most this many iterations at once (AWS documentation). */
const inlineConcurrency = 40;

/** Branches of a Parallel state, all at once; the results in the branches' order. */
export async function runBranches(run: Run, visit: Visit, input: unknown): Promise<readonly unknown[]> {
  const branches = visit.state.Branches ?? [];
  run.history.add('ParallelStateStarted');
  const results = await together(visit, branches.length, branches.length, (index, signal) => {
    const branch = branches[index];
    if (!branch) throw new StateFailure('States.Runtime', `There is no branch ${index}`);
    return run.runScope(branch, { ...visit.place, scope: childScope(visit, index), signal }, input);
  });
  run.history.add('ParallelStateSucceeded');
  return results;
}

/** Iterations of a Map state; the results in the items' order. */
export async function runIterations(run: Run, visit: Visit, scope: Scope): Promise<readonly unknown[]> {
  const { state } = visit;
  const items = state.ItemsPath === undefined ? scope.input : readField(state.ItemsPath, scope);
  if (!Array.isArray(items)) {
    throw new StateFailure(
      'States.Runtime',
      `Map state input must be an array but was: ${JSON.stringify(items)}`,
    );
  }
  const limit = state.MaxConcurrencyPath
    ? Number(readField(state.MaxConcurrencyPath, scope))
    : state.MaxConcurrency;
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 0)) {
    throw new StateFailure(
      'States.Runtime',
      `The MaxConcurrencyPath field refers to value "${limit}" which is not a valid integer`,
    );
  }
  const concurrency = Math.min(limit || inlineConcurrency, inlineConcurrency);
  const template = state.ItemSelector ?? state.Parameters;
  run.history.add('MapStateStarted', 'mapStateStartedEventDetails', { length: items.length });
  const results = await together(visit, items.length, concurrency, async (index, signal) => {
    const map = { Item: { Index: index, Value: items[index] as unknown } };
    const input =
      template === undefined
        ? map.Item.Value
        : fillTemplate(template, { ...scope, context: { ...visit.context(), Map: map } });
    const iteration = { name: visit.name, index };
    run.history.add('MapIterationStarted', 'mapIterationStartedEventDetails', iteration);
    try {
      const place = { scope: childScope(visit, index), signal, map };
      const output = await run.runScope(itemProcessor(state), place, input);
      run.history.add('MapIterationSucceeded', 'mapIterationSucceededEventDetails', iteration);
      return output;
    } catch (error) {
      // An execution that was stopped has written its last event already.
      if (visit.place.signal.aborted) throw error;
      const type = error instanceof StateFailure ? 'Failed' : 'Aborted';
      run.history.add(`MapIteration${type}`, `mapIteration${type}EventDetails`, iteration);
      throw error;
    }
  });
  run.history.add('MapStateSucceeded');
  return results;
}

function childScope({ place, name }: Visit, index: number): string {
  return `${place.scope}/${name}[${index}]`;
}

/** Runs `count` children, `limit` at a time. The first failure interrupts the others and is the outcome. */
async function together(
  { place }: Visit,
  count: number,
  limit: number,
  runChild: (index: number, signal: AbortSignal) => Promise<unknown>,
): Promise<readonly unknown[]> {
  const siblings = new AbortController();
  const signal = AbortSignal.any([place.signal, siblings.signal]);
  const results: unknown[] = new Array(count).fill(null);
  let next = 0;
  const failures: unknown[] = [];
  const worker = async () => {
    while (next < count && failures.length === 0) {
      const index = next++;
      try {
        results[index] = await runChild(index, signal);
      } catch (error) {
        failures.push(error);
        siblings.abort();
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, count) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
