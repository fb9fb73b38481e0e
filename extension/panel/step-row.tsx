import { type FormEvent, useState } from 'react';
import type { Step } from '../../lib/contracts/compose/step.ts';
import { tell } from './use-panel.ts';

export function StepRow({ step, number, editable }: { step: Step; number: number; editable: boolean }) {
  const [writing, setWriting] = useState(false);
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get('note') ?? '').trim();
    setWriting(false);
    void tell({ type: 'panel/note', stepId: step.id, note });
  };
  return (
    <li className="step">
      <Thumbnail step={step} />
      <p className="title">
        <span className="number">{number}</span> {plain(step.title)}
      </p>
      {step.note && !writing && <p className="note">{step.note}</p>}
      {writing && (
        <form onSubmit={save}>
          <label>
            Note on step {number}
            <textarea
              name="note"
              rows={3}
              maxLength={2000}
              defaultValue={step.note}
              ref={(area) => area?.focus()}
            />
          </label>
          <div className="row">
            <button type="submit" className="primary">
              Save
            </button>
            <button type="button" className="quiet" onClick={() => setWriting(false)}>
              Cancel
            </button>
          </div>
        </form>
      )}
      {editable && !writing && (
        <div className="row tools">
          <button
            type="button"
            className="quiet"
            aria-label={`Note on step ${number}`}
            onClick={() => setWriting(true)}
          >
            {step.note ? 'Edit note' : 'Add note'}
          </button>
          <button
            type="button"
            className="quiet"
            aria-label={`Delete step ${number}`}
            onClick={() => void tell({ type: 'panel/remove-step', stepId: step.id })}
          >
            Delete
          </button>
        </div>
      )}
    </li>
  );
}

/** Titles mark names with asterisks; here they are read as they are. */
const plain = (title: string): string => title.replaceAll('**', '');

function Thumbnail({ step }: { step: Step }) {
  const { thumbnail, screenshot } = step;
  if (!thumbnail || !screenshot) return null;
  const { target, width, height, scale } = screenshot;
  const percent = (pixels: number, of: number) => `${((pixels * scale) / of) * 100}%`;
  return (
    <div className="thumbnail">
      <img src={`data:image/webp;base64,${thumbnail}`} alt="" width={width} height={height} />
      {target && (
        <span
          className="marker"
          style={{
            left: percent(target.x, width),
            top: percent(target.y, height),
            width: percent(target.width, width),
            height: percent(target.height, height),
          }}
        />
      )}
    </div>
  );
}
