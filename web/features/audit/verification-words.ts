import type { AuditVerification } from '../../../lib/contracts/audit/entry.ts';

const kinds: Readonly<Record<NonNullable<AuditVerification['fault']>['kind'], string>> = {
  changed: 'was changed after it was written',
  missing: 'is missing',
  reordered: 'does not stand where it was written',
  unsigned: 'was not signed by us',
  truncated: 'and what came after it are missing at the end',
  'differs-from-export': 'differs from what was locked away',
};

/** What came of checking the chain, in a sentence or two. */
export function verificationWords({ ok, entries, fault }: AuditVerification): string {
  if (fault) return `Row ${fault.sequence} ${kinds[fault.kind]} (${fault.detail}).`;
  if (!ok) return 'The log is not as it was written.';
  if (entries === 0) return 'The log is empty.';
  const rows = entries === 1 ? 'The one row' : `All ${entries.toLocaleString('en')} rows`;
  return `${rows} of the log ${entries === 1 ? 'is' : 'are'} as written, signed and in order, and nothing differs from what was locked away.`;
}
