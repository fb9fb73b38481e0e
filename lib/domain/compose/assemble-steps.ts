import type { Action } from '../../contracts/capture/action.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import type { Step } from '../../contracts/compose/step.ts';
import { type ComposeState, initialComposeState } from './compose-state.ts';
import { orderActions } from './order-actions.ts';
import { takeAction } from './rules/take-action.ts';
import { titleStep } from './titles/title-step.ts';
import { type StepNote, Workbench } from './workbench.ts';

export { type ComposeState, composeState, initialComposeState } from './compose-state.ts';
export type { StepNote } from './workbench.ts';

export interface AssembledSteps {
  readonly state: ComposeState;
  /** New and altered steps, whole, in the order of the guide. */
  readonly changed: Step[];
  /** Ids of steps that are none any more: joined to another, or removed by the person. */
  readonly removed: string[];
  /** Notes on steps that `state` no longer holds: to be put on the stored step. */
  readonly notes: StepNote[];
}

/**
 * Turns the next actions into steps. Total and pure: the result for a recording does not depend on how its
 * actions were split into calls, and actions that were taken before are passed over.
 */
export function assembleSteps(state: ComposeState, actions: readonly Action[]): AssembledSteps {
  const bench = new Workbench(state);
  for (const action of orderActions(actions)) take(bench, action);
  const changed: Step[] = [];
  for (const entry of bench.touched.values()) {
    changed.push(bench.entitle(entry, titleStep(entry.step)));
  }
  changed.sort(byFirstAction);
  return {
    state: bench.finish(),
    changed,
    removed: [...bench.gone],
    notes: bench.notes.filter(({ stepId }) => !bench.gone.has(stepId)),
  };
}

/** The steps of a whole recording. */
export function replay(actions: readonly Action[]): Step[] {
  return applyChanges([], assembleSteps(initialComposeState, actions));
}

/** The list of steps after one call's changes, in the order of the guide. */
export function applyChanges(
  steps: readonly Step[],
  { changed, removed, notes }: Omit<AssembledSteps, 'state'>,
): Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  for (const id of removed) byId.delete(id);
  for (const step of changed) byId.set(step.id, step);
  for (const { stepId, note } of notes) {
    const step = byId.get(stepId);
    if (step) byId.set(stepId, { ...step, note });
  }
  return [...byId.values()].sort(byFirstAction);
}

function byFirstAction(a: Step, b: Step): number {
  return a.actions.first - b.actions.first;
}

function take(bench: Workbench, action: Action): void {
  const { state } = bench;
  if (action.index < state.nextIndex) return;
  state.nextIndex = action.index + 1;
  if (action.detail.kind === 'note') bench.note(action.detail.stepId, action.detail.note);
  else if (action.detail.kind === 'remove-step') bench.remove(action.detail.stepId);
  else if (!state.limitReached) {
    state.actionCount += 1;
    if (state.actionCount > recordingLimits.actionsPerRecording) state.limitReached = 'actions';
    else takeAction(bench, action);
  }
}
