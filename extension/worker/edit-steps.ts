import type { StepEdit } from '../messages.ts';
import type { StoredRecording } from '../transport/store.ts';
import type { Intake } from './intake.ts';

export interface EditPorts {
  readonly intake: Pick<Intake, 'note'>;
  readonly current: () => Pick<StoredRecording, 'recordingId' | 'tabs'> | undefined;
}

/** Steps of every recording have the same ids, so that an edit that comes late must not meet the next recording. */
export async function editStep({ intake, current }: EditPorts, edit: StepEdit): Promise<void> {
  const recording = current();
  if (recording?.recordingId !== edit.recordingId)
    throw new Error('The recording that this step is of is over.');
  const { stepId } = edit;
  return intake.note(
    edit.type === 'panel/note'
      ? { kind: 'note', stepId, note: edit.note.slice(0, 2_000) }
      : { kind: 'remove-step', stepId },
    lastPage,
    recording.tabs.at(-1) ?? -1,
  );
}

/** What is said about a step is said in the panel, not on a page. */
const lastPage = { url: 'about:blank', title: '' };
