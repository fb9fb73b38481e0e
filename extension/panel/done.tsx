import type { PanelState, RecordingState } from '../messages.ts';
import { CommandButton } from './command-button.tsx';
import { Problem } from './problem.tsx';
import { Steps } from './steps.tsx';
import { UploadLine } from './upload-line.tsx';
import { useCommand } from './use-command.ts';

interface DoneProps {
  readonly recording: RecordingState;
  readonly account: NonNullable<PanelState['account']>;
}

export function Done({ recording, account }: DoneProps) {
  const { phase, guideId, guideUrl, problem, steps, upload } = recording;
  const command = useCommand();
  const link = guideUrl ? new URL(guideUrl, account.server).href : `${account.server}/guides/${guideId}`;
  return (
    <>
      <section className="card" aria-labelledby="done">
        <h2 id="done">{headings[phase] ?? 'Your guide'}</h2>
        {phase === 'finalizing' && (
          <p role="status">Everything is sent. Titles and pictures are being made …</p>
        )}
        {phase === 'finalizing' && upload.connection !== 'idle' && (
          <UploadLine upload={upload} problem={problem} />
        )}
        {phase === 'published' && (
          <a className="button primary" href={link} target="_blank" rel="noreferrer">
            Open the guide
          </a>
        )}
        {phase === 'blocked' && (
          <>
            <p role="status">
              A picture shows something sensitive that could not be covered. The guide is made; decide on its
              page whether to publish it without that picture.
            </p>
            <a className="button primary" href={link} target="_blank" rel="noreferrer">
              Look at the guide
            </a>
          </>
        )}
        {phase === 'failed' && (
          <p className="problem" role="alert">
            {problem ?? 'Something went wrong on the server.'} What was recorded is kept there.
          </p>
        )}
        <CommandButton command={command} message={{ type: 'panel/dismiss' }} doing="Clearing this away …">
          Record another
        </CommandButton>
        <Problem text={command.problem} />
      </section>
      <Steps steps={steps} findings={recording.findings} />
    </>
  );
}

const headings: Partial<Record<RecordingState['phase'], string>> = {
  finalizing: 'Making your guide',
  published: 'Your guide is ready',
  blocked: 'Your guide waits for you',
  failed: 'The guide could not be made',
};
