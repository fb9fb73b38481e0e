import type { RecordingState } from '../messages.ts';

/** What the company's redaction policy means for what is being done right now. */
export function PolicyLines({ recording }: { recording: RecordingState }) {
  const { blockedHost, action, findings, phase } = recording;
  const last = phase === 'recording' ? findings.at(-1) : undefined;
  return (
    <>
      <p className="question" role="status">
        {blockedHost &&
          `Not recorded here: your company does not let ${blockedHost} be recorded. No step and no picture is taken until you are on another site.`}
      </p>
      <p className="hint" role="status">
        {last &&
          (action === 'block-upload'
            ? 'Something sensitive was kept back'
            : 'Something sensitive was hidden')}
        {last && ': see at its step what kind it is.'}
      </p>
    </>
  );
}
