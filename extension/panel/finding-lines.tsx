import type { Finding } from '../messages.ts';
import { sayFinding } from './findings.ts';

/** What was hidden of a step, or kept back, where the company has people told. */
export function FindingLines({ findings }: { findings: readonly Finding[] }) {
  return findings.map((finding) => (
    <p key={finding.place} className={`finding ${finding.withheld ? 'withheld' : ''}`}>
      {sayFinding(finding)}
    </p>
  ));
}
