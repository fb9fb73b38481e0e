import type { RecordingState } from '../messages.ts';
import { sayJustNow } from './findings.ts';

/** What the company's redaction policy means for what is being done right now. */
export function PolicyLines({ recording }: { recording: RecordingState }) {
  const { blockedHost, phase } = recording;
  return (
    <>
      <p className="question" role="status">
        {blockedHost &&
          `Not recorded here: your company does not let ${blockedHost} be recorded. No step and no picture is taken until you are on another site.`}
      </p>
      <p className="hint" role="status">
        {phase === 'recording' && sayJustNow(recording)}
      </p>
    </>
  );
}
