import type { StepEdit } from '../messages.ts';

/** What a person is changing about the steps of one recording, before the worker is told. */
export interface Edits {
  readonly snapshot: () => EditsSnapshot;
  readonly subscribe: (listener: () => void) => () => void;
  /** Begins a note, or goes on with it. */
  write(stepId: string, note: string): void;
  /** Tells the note and ends writing; resolves to what went wrong, and then the note stays open. */
  save(stepId: string): Promise<string | undefined>;
  cancel(stepId: string): void;
  /** Hides the step, and deletes it when it is not restored soon. */
  remove(stepId: string): void;
  restore(stepId: string): void;
  /** Tells everything now; nothing is left to be told later. */
  settle(): Promise<void>;
}

export interface EditsSnapshot {
  /** Steps whose note is open. */
  readonly writing: ReadonlySet<string>;
  /** Steps that are hidden: they can still be restored, or are as good as gone. */
  readonly removed: ReadonlyMap<string, 'restorable' | 'gone'>;
  /** Why a step could not be deleted. */
  readonly problem: string | undefined;
}

/** Milliseconds in which a deleted step can be restored. */
export const undoTime = 8_000;

/** @param tell hands a message to the worker; resolves to what went wrong, in words, or to nothing */
export function createEdits(
  recordingId: string,
  tell: (edit: StepEdit) => Promise<string | undefined>,
): Edits {
  const notes = new Map<string, string>();
  const removed = new Map<string, 'restorable' | 'gone'>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const listeners = new Set<() => void>();
  let problem: string | undefined;
  let shown: EditsSnapshot = { writing: new Set(), removed: new Map(), problem };

  const changed = () => {
    shown = { writing: new Set(notes.keys()), removed: new Map(removed), problem };
    for (const listener of listeners) listener();
  };
  const stopWaiting = (stepId: string) => {
    clearTimeout(timers.get(stepId));
    timers.delete(stepId);
  };
  const save = async (stepId: string): Promise<string | undefined> => {
    const note = notes.get(stepId);
    if (note === undefined) return undefined;
    const failed = await tell({ type: 'panel/note', recordingId, stepId, note: note.trim() });
    // What was typed meanwhile is another note, still to be saved.
    if (!failed && notes.get(stepId) === note) notes.delete(stepId);
    changed();
    return failed;
  };
  const commit = async (stepId: string): Promise<void> => {
    if (removed.get(stepId) !== 'restorable') return;
    stopWaiting(stepId);
    removed.set(stepId, 'gone');
    changed();
    problem = await tell({ type: 'panel/remove-step', recordingId, stepId });
    if (problem) removed.delete(stepId);
    changed();
  };

  return {
    snapshot: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    write(stepId, note) {
      const isOpen = notes.has(stepId);
      notes.set(stepId, note);
      if (!isOpen) changed();
    },
    save,
    cancel(stepId) {
      notes.delete(stepId);
      changed();
    },
    remove(stepId) {
      notes.delete(stepId);
      removed.set(stepId, 'restorable');
      problem = undefined;
      timers.set(
        stepId,
        setTimeout(() => void commit(stepId), undoTime),
      );
      changed();
    },
    restore(stepId) {
      stopWaiting(stepId);
      removed.delete(stepId);
      changed();
    },
    async settle() {
      await Promise.all([...[...notes.keys()].map(save), ...[...removed.keys()].map(commit)]);
    },
  };
}
