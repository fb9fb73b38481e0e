import type { Step } from '../../lib/contracts/compose/step.ts';
import {
  applyChanges,
  assembleSteps,
  type ComposeState,
  initialComposeState,
} from '../../lib/domain/compose/assemble-steps.ts';
import type { Finding, RecordingState } from '../messages.ts';
import { readActions } from '../transport/log.ts';
import type { Store } from '../transport/store.ts';

export interface LiveSteps {
  readonly steps: readonly Step[];
  readonly limitReached: 'actions' | 'steps' | undefined;
  /** What the person is told about the actions taken so far. */
  readonly findings: RecordingState['findings'];
  /** Index of the last of them; -1 before the first. */
  readonly lastAction: number;
  /** Takes what has settled since; says what that changed. */
  catchUp(): Promise<{ changed: readonly Step[]; removed: readonly string[] }>;
}

/** The very steps that the server will compose, from the actions on disk (ADR 0004). */
export function createLiveSteps(store: Store, recordingId: string): LiveSteps {
  let state: ComposeState = initialComposeState;
  let steps: Step[] = [];
  let next = 0;
  const told: { index: number; findings: readonly Finding[] }[] = [];
  let running: Promise<unknown> = Promise.resolve();

  const take = async () => {
    const waiting = await readActions(store, recordingId, next);
    const open = waiting.findIndex(({ settled }) => !settled);
    const settled = open < 0 ? waiting : waiting.slice(0, open);
    const actions = settled.map(({ action }) => action);
    for (const { index, findings = [] } of settled) if (findings.length > 0) told.push({ index, findings });
    next += actions.length;
    const before = new Map(steps.map((step) => [step.id, step]));
    const result = assembleSteps(state, actions);
    state = result.state;
    steps = applyChanges(steps, result);
    const changed = steps.filter((step) => before.get(step.id) !== step);
    return { changed, removed: result.removed };
  };
  return {
    get steps() {
      return steps;
    },
    get limitReached() {
      return state.limitReached;
    },
    get findings() {
      return told;
    },
    get lastAction() {
      return next - 1;
    },
    catchUp() {
      const result = running.then(take);
      running = result.catch(() => undefined);
      return result;
    },
  };
}
