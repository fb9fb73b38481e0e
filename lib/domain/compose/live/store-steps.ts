import type { NoteRecord } from './apply-entries.ts';
import { inParallel } from './in-parallel.ts';
import type { LiveLog, StepRecord } from './live-log.ts';

const writesAtOnce = 16;

/** Writes the changed steps, and the notes onto those that stand already. Gives all of them as they are now. */
export async function storeSteps(
  live: LiveLog,
  recordingId: string,
  steps: readonly StepRecord[],
  notes: readonly NoteRecord[],
): Promise<StepRecord[]> {
  const stored = [...steps];
  await inParallel(steps, writesAtOnce, (record) => live.writeStep(recordingId, record));
  await inParallel(notes, writesAtOnce, async ({ id, note, revision }) => {
    const standing = await live.step(recordingId, id);
    if (!standing?.step) return;
    const record = { id, revision, step: { ...standing.step, note } };
    await live.writeStep(recordingId, record);
    stored.push(record);
  });
  return stored;
}
