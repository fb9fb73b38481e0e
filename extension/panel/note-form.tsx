import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { Step } from '../../lib/contracts/compose/step.ts';
import type { Edits } from './edits.ts';
import { Problem } from './problem.tsx';

interface Props {
  readonly step: Step;
  readonly number: number;
  readonly edits: Edits;
}

/** A note in progress. Enter saves it, as it does in a chat; Escape lets it be. */
export function NoteForm({ step, number, edits }: Props) {
  const [problem, setProblem] = useState<string>();
  const [saving, setSaving] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    setProblem(await edits.save(step.id));
    setSaving(false);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes, Enter takes its suggestion.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') edits.cancel(step.id);
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <label>
        Note on step {number}
        <textarea
          rows={3}
          maxLength={2000}
          defaultValue={step.note}
          aria-describedby={`keys-${step.id}`}
          ref={(area) => area?.focus()}
          onKeyDown={press}
          onChange={(event) => edits.write(step.id, event.target.value)}
        />
      </label>
      <p className="hint" id={`keys-${step.id}`}>
        <kbd>Enter</kbd> saves, <kbd>Shift</kbd> <kbd>Enter</kbd> begins a new line. Finishing or pausing
        saves it too.
      </p>
      <Problem text={problem} />
      <div className="row">
        <button type="submit" className="primary" aria-disabled={saving} aria-busy={saving}>
          {saving ? 'Saving …' : 'Save'}
        </button>
        <button type="button" className="quiet" onClick={() => edits.cancel(step.id)}>
          Cancel
        </button>
      </div>
    </form>
  );
}
