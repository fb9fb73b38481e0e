import { useState } from 'react';
import type { PanelMessage, RecordingState } from '../messages.ts';
import { CommandButton } from './command-button.tsx';
import { PolicyLines } from './policy-lines.tsx';
import { Problem } from './problem.tsx';
import { Steps } from './steps.tsx';
import { UploadLine } from './upload-line.tsx';
import { type Command, useCommand } from './use-command.ts';
import { useEdits } from './use-edits.ts';

export function Recording({ recording }: { recording: RecordingState }) {
  const { recordingId, phase, steps, upload, limitReached, problem, keepTyped } = recording;
  const command = useCommand();
  const edits = useEdits(recordingId);
  const isFinishing = phase === 'finishing';
  return (
    <>
      <section className="card controls" aria-label="Recording">
        <p className={`phase ${phase}`} role="status">
          <span className="dot" aria-hidden="true" />
          {phase === 'recording' ? 'Recording' : phase === 'paused' ? 'Paused' : 'Finishing'}
          <small>{keepTyped ? 'What you type is kept' : 'What you type is hidden'}</small>
        </p>
        <PolicyLines recording={recording} />
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
            <CommandButton command={command} message={{ type: 'panel/resume' }} doing="Resuming …">
              Resume
            </CommandButton>
          ) : (
            <CommandButton
              command={command}
              message={{ type: 'panel/pause' }}
              doing="Pausing …"
              disabled={isFinishing}
            >
              Pause
            </CommandButton>
          )}
          <CommandButton
            command={command}
            message={{ type: 'panel/finish' }}
            doing="Finishing …"
            className="primary"
            disabled={isFinishing}
          >
            {isFinishing ? `Sending, ${upload.waiting} left` : 'Finish'}
          </CommandButton>
          <Discard command={command} />
        </div>
        <Problem text={command.problem} />
        <UploadLine upload={upload} problem={problem} />
      </section>
      <Steps steps={steps} findings={recording.findings} {...(isFinishing ? {} : { edits })} />
    </>
  );
}

const discard: PanelMessage = { type: 'panel/discard' };

function Discard({ command }: { command: Command }) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <button
        type="button"
        className="quiet"
        aria-disabled={command.running !== undefined}
        onClick={() => setAsking(command.running === undefined)}
      >
        Discard
      </button>
    );
  }
  return (
    <fieldset className="confirm">
      <legend className="unseen">Discard the recording?</legend>
      <p>Throw this recording away?</p>
      <CommandButton command={command} message={discard} doing="Discarding …" className="danger">
        Discard it
      </CommandButton>
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
