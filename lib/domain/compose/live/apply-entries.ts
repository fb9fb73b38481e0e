import type { Action } from '../../../contracts/capture/action.ts';
import { assembleSteps } from '../assemble-steps.ts';
import { initialComposeState } from '../compose-state.ts';
import type { LiveProgress, StepRecord } from './live-log.ts';
import type { QuarantineReason } from './opened-batch.ts';

/** An entry of the log with its seal broken. */
export type ReadableEntry =
  | { readonly sequence: number; readonly actions: readonly Action[] }
  | { readonly sequence: number; readonly refused: QuarantineReason };

/** A note to a step that is no longer at hand. */
export interface NoteRecord {
  readonly id: string;
  readonly note: string;
  readonly revision: number;
}

export interface Applied {
  readonly progress: LiveProgress;
  readonly steps: readonly StepRecord[];
  readonly notes: readonly NoteRecord[];
}

export const initialProgress: LiveProgress = {
  composedSequence: 0,
  state: initialComposeState,
  quarantined: [],
  quarantinedCount: 0,
  busyUntil: 0,
};

/** As many refusals are listed; whoever can seal batches could otherwise fill the record with them. */
const listedRefusals = 200;

/**
 * Composes consecutive entries. Each is applied by itself, so that a step which one batch made and the next one
 * removed is named as removed: an earlier, interrupted run may have stored it.
 */
export function applyEntries(from: LiveProgress, entries: readonly ReadableEntry[]): Applied {
  const steps = new Map<string, StepRecord>();
  const notes = new Map<string, NoteRecord>();
  let { state, quarantinedCount, composedSequence } = from;
  const quarantined = [...from.quarantined];
  for (const entry of entries) {
    const revision = entry.sequence;
    composedSequence = revision;
    if ('refused' in entry) {
      quarantinedCount++;
      if (quarantined.length < listedRefusals)
        quarantined.push({ sequence: revision, reason: entry.refused });
      continue;
    }
    const result = assembleSteps(state, entry.actions);
    state = result.state;
    for (const step of result.changed) steps.set(step.id, { id: step.id, revision, step });
    for (const id of result.removed) {
      steps.set(id, { id, revision });
      notes.delete(id);
    }
    for (const { stepId, note } of result.notes) {
      const known = steps.get(stepId)?.step;
      if (known) steps.set(stepId, { id: stepId, revision, step: { ...known, note } });
      else notes.set(stepId, { id: stepId, note, revision });
    }
  }
  return {
    progress: { ...from, state, composedSequence, quarantined, quarantinedCount },
    steps: [...steps.values()],
    notes: [...notes.values()],
  };
}
