import { inWords } from '../../lib/contracts/redaction/kind-words.ts';
import type { Finding, RecordingState } from '../messages.ts';

/** What the company's redaction policy means for what is being done right now. */
export function PolicyLines({ recording }: { recording: RecordingState }) {
  const { blockedHost, findings, phase } = recording;
  const last = phase === 'recording' ? findings.at(-1) : undefined;
  return (
    <>
      <p className="question" role="status">
        {blockedHost &&
          `Not recorded here: your company does not let ${blockedHost} be recorded. No step and no picture is taken until you are on another site.`}
      </p>
      <p className="hint" role="status">
        {last && sayLast(last.findings)}
      </p>
    </>
  );
}

function sayLast(findings: readonly Finding[]): string {
  const done = findings.some(({ withheld }) => withheld) ? 'Kept back' : 'Hidden';
  return `${done} just now: ${inWords(findings.flatMap(({ kinds }) => kinds))}.`;
}
