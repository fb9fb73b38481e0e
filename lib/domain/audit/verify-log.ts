import type { AuditVerification } from '../../contracts/audit/entry.ts';
import type { ReadableLog } from './audit-log.ts';
import { hashOf } from './chain.ts';
import { type ChainFault, ChainVerifier, readEntry } from './verify-chain.ts';

export interface ExportedLine {
  readonly exportId: string;
  readonly text: string;
}

export interface VerifyPorts {
  readonly log: ReadableLog;
  /**
   * Every line of the exports that there are at the time of asking, as it was written first: a later version or a
   * deletion hides nothing.
   */
  readonly exported: (tenantId: string) => Promise<AsyncIterable<ExportedLine>>;
}

/** Checks the whole chain, and that all that was ever exported is still in it. */
export async function verifyLog(
  { log, exported }: VerifyPorts,
  tenantId: string,
): Promise<AuditVerification> {
  // Both before the rows: what is appended and exported meanwhile is no fault.
  const lines = await exported(tenantId);
  const chain = new ChainVerifier(tenantId, await log.head(tenantId));
  for await (const row of log.rows(tenantId, 1)) chain.take(row);
  const result = chain.finish();
  let fault = result.fault;
  for await (const line of lines) {
    const other = differenceOf(chain, line);
    if (other && (!fault || other.sequence < fault.sequence)) fault = other;
  }
  return { ...result, ok: !fault, fault };
}

function differenceOf(chain: ChainVerifier, { exportId, text }: ExportedLine): ChainFault | undefined {
  const entry = readEntry(text);
  if (!entry || hashOf(entry) !== entry.hash)
    return {
      sequence: entry?.sequence ?? 1,
      kind: 'differs-from-export',
      detail: `export ${exportId} holds a line that is no row`,
    };
  const { sequence, hash } = entry;
  if (sequence > chain.lastSequence)
    return {
      sequence: chain.lastSequence + 1,
      kind: 'truncated',
      detail: `export ${exportId} has row ${sequence}, the log ends at row ${chain.lastSequence}`,
    };
  const own = chain.hashAt(sequence);
  if (own === undefined || own === hash) return undefined;
  return { sequence, kind: 'differs-from-export', detail: `export ${exportId} has another row here` };
}
