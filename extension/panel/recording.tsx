import { useEffect, useRef, useState } from 'react';
import type { RecordingState } from '../messages.ts';
import { Problem } from './sign-in.tsx';
import { StepRow } from './step-row.tsx';
import { UploadLine } from './upload-line.tsx';
import { useCommand } from './use-command.ts';

export function Recording({ recording }: { recording: RecordingState }) {
  const { phase, steps, upload, limitReached, problem, keepTyped } = recording;
  const command = useCommand();
  const isFinishing = phase === 'finishing';
  return (
    <>
      <section className="card controls" aria-label="Recording">
        <p className={`phase ${phase}`} role="status">
          <span className="dot" aria-hidden="true" />
          {phase === 'recording' ? 'Recording' : phase === 'paused' ? 'Paused' : 'Finishing'}
          <small>{keepTyped ? 'What you type is kept' : 'What you type is hidden'}</small>
        </p>
        {limitReached && (
          <p className="problem" role="alert">
            {limitReached === 'actions'
              ? 'The limit of 2,000 actions is reached.'
              : 'The limit of 500 steps is reached.'}{' '}
            Everything until here is kept: finish to get your guide.
          </p>
        )}
        <div className="row">
          {phase === 'paused' ? (
            <button
              type="button"
              disabled={command.busy}
              onClick={() => void command.run({ type: 'panel/resume' })}
            >
              Resume
            </button>
          ) : (
            <button
              type="button"
              disabled={command.busy || isFinishing}
              onClick={() => void command.run({ type: 'panel/pause' })}
            >
              Pause
            </button>
          )}
          <button
            type="button"
            className="primary"
            disabled={command.busy || isFinishing}
            onClick={() => void command.run({ type: 'panel/finish' })}
          >
            {isFinishing ? `Sending, ${upload.waiting} left` : 'Finish'}
          </button>
          <Discard disabled={command.busy} onConfirm={() => void command.run({ type: 'panel/discard' })} />
        </div>
        <Problem text={command.problem} />
        <UploadLine upload={upload} problem={problem} />
      </section>
      <Steps steps={steps} />
    </>
  );
}

function Discard({ disabled, onConfirm }: { disabled: boolean; onConfirm: () => void }) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <button type="button" className="quiet" disabled={disabled} onClick={() => setAsking(true)}>
        Discard
      </button>
    );
  }
  return (
    <fieldset className="confirm">
      <legend className="unseen">Discard the recording?</legend>
      <p>Throw this recording away?</p>
      <button type="button" className="danger" onClick={onConfirm}>
        Discard it
      </button>
      <button
        type="button"
        className="quiet"
        ref={(button) => button?.focus()}
        onClick={() => setAsking(false)}
      >
        Keep it
      </button>
    </fieldset>
  );
}

export function Steps({ steps, editable = true }: { steps: RecordingState['steps']; editable?: boolean }) {
  const end = useRef<HTMLDivElement>(null);
  const count = steps.length;
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">
        Steps <span className="count">{count}</span>
      </h2>
      {count === 0 && <p className="hint">Do the first step on the page; it appears here.</p>}
      <ol className="steps">
        {steps.map((step, at) => (
          <StepRow key={step.id} step={step} number={at + 1} editable={editable} />
        ))}
      </ol>
      <div ref={end} />
    </section>
  );
}
