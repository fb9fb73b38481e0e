import { useEffect, useRef } from 'react';
import type { Step } from '../../lib/contracts/compose/step.ts';
import { targetPlace } from '../../lib/contracts/compose/target-place.ts';
import { titleText } from '../../lib/contracts/compose/title.ts';
import type { Finding } from '../messages.ts';
import type { Edits } from './edits.ts';
import { FindingLines } from './finding-lines.tsx';
import { NoteForm } from './note-form.tsx';
import { useSnapshot } from './use-edits.ts';

interface Props {
  readonly step: Step;
  readonly number: number;
  readonly findings: readonly Finding[];
  readonly edits: Edits | undefined;
  readonly takesFocus: boolean;
}

export function StepRow({ step, number, findings, edits, takesFocus }: Props) {
  return (
    <li className="step">
      <Thumbnail step={step} />
      <p className="title">
        <span className="number">{number}</span> {titleText(step.title)}
      </p>
      <FindingLines findings={findings} />
      {edits ? (
        <Editable step={step} number={number} edits={edits} takesFocus={takesFocus} />
      ) : (
        step.note && <p className="note">{step.note}</p>
      )}
    </li>
  );
}

function Editable({ step, number, edits, takesFocus }: Omit<Props, 'findings'> & { edits: Edits }) {
  const isWriting = useSnapshot(edits).writing.has(step.id);
  const note = useRef<HTMLButtonElement>(null);
  const wasWriting = useRef(false);
  useEffect(() => {
    if (takesFocus) note.current?.focus();
  }, [takesFocus]);
  useEffect(() => {
    // The form took the focus with it, unless the person has gone on meanwhile.
    if (wasWriting.current && !isWriting && document.activeElement === document.body) note.current?.focus();
    wasWriting.current = isWriting;
  }, [isWriting]);
  if (isWriting) return <NoteForm step={step} number={number} edits={edits} />;
  return (
    <>
      {step.note && <p className="note">{step.note}</p>}
      <div className="row tools">
        <button
          ref={note}
          type="button"
          className="quiet"
          aria-label={`Note on step ${number}`}
          onClick={() => edits.write(step.id, step.note ?? '')}
        >
          {step.note ? 'Edit note' : 'Add note'}
        </button>
        <button
          type="button"
          className="quiet"
          aria-label={`Delete step ${number}`}
          onClick={() => edits.remove(step.id)}
        >
          Delete
        </button>
      </div>
    </>
  );
}

function Thumbnail({ step: { thumbnail, screenshot } }: { step: Step }) {
  if (!thumbnail || !screenshot) return null;
  const place = targetPlace(screenshot);
  return (
    <div className="thumbnail">
      <img
        src={`data:image/webp;base64,${thumbnail}`}
        alt=""
        width={screenshot.width}
        height={screenshot.height}
      />
      {place && <span className="marker" style={place} />}
    </div>
  );
}
