import type { AuditVerification } from '../../contracts/audit/entry.ts';
import type { ReadableLog } from './audit-log.ts';
import { type ChainEnd, hashOf } from './chain.ts';
import type { Checkpoints } from './keep-checkpoints.ts';
import type { LogVerifier } from './statement.ts';
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
  /** Where the log was found to end, each hour, as far as that was locked away. */
  readonly checkpoints: Pick<Checkpoints, 'list'>;
  readonly verifier: () => Promise<LogVerifier>;
}

/** Checks chain and signatures of the whole log, and that all that was ever locked away of it is still in it. */
export async function verifyLog(
  { log, exported, checkpoints, verifier }: VerifyPorts,
  tenantId: string,
): Promise<AuditVerification> {
  // All before the rows: what is appended and locked away meanwhile is no fault.
  const [lines, ends, key] = await Promise.all([exported(tenantId), checkpoints.list(tenantId), verifier()]);
  const chain = new ChainVerifier(tenantId, await log.head(tenantId), key);
  for await (const row of log.rows(tenantId, 1)) chain.take(row);
  const result = chain.finish();
  let fault = result.fault;
  const consider = (other: ChainFault | undefined) => {
    if (other && (!fault || other.sequence < fault.sequence)) fault = other;
  };
  for (const end of ends) consider(differenceFrom(chain, end, `the checkpoint of row ${end.sequence}`));
  for await (const line of lines) consider(differenceOf(chain, line));
  return { ...result, ok: !fault, fault, signingKey: key.fingerprint };
}

function differenceOf(chain: ChainVerifier, { exportId, text }: ExportedLine): ChainFault | undefined {
  const entry = readEntry(text);
  if (!entry || hashOf(entry) !== entry.hash)
    return {
      sequence: entry?.sequence ?? 1,
      kind: 'differs-from-export',
      detail: `export ${exportId} holds a line that is no row`,
    };
  return differenceFrom(chain, entry, `export ${exportId}`);
}

/** @param where it is locked away that the row was this */
function differenceFrom(
  chain: ChainVerifier,
  { sequence, hash }: ChainEnd,
  where: string,
): ChainFault | undefined {
  if (sequence > chain.lastSequence)
    return {
      sequence: chain.lastSequence + 1,
      kind: 'truncated',
      detail: `${where} has row ${sequence}, the log ends at row ${chain.lastSequence}`,
    };
  const own = chain.hashAt(sequence);
  if (own === undefined || own === hash) return undefined;
  return { sequence, kind: 'differs-from-export', detail: `${where} has another row here` };
}
