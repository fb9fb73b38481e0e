import type * as z from 'zod/mini';
import type { auditExport } from '../../contracts/audit/entry.ts';
import type { ReadableLog } from './audit-log.ts';
import { readEntry } from './verify-chain.ts';

export type AuditExport = z.infer<typeof auditExport>;

/** What of the log lies where nobody can change it. */
export interface LogExports {
  /** Of the row that was exported last; 0: none was. */
  lastSequence(tenantId: string): Promise<number>;
  /** Newest first. */
  list(tenantId: string): Promise<readonly AuditExport[]>;
  /** Lines of JSON; locked from this moment on. */
  keep(
    tenantId: string,
    rows: { readonly from: number; readonly to: number; readonly lastHash: string },
    lines: readonly string[],
  ): Promise<AuditExport>;
}

export interface ExportPorts {
  readonly log: Pick<ReadableLog, 'rows'>;
  readonly exports: Pick<LogExports, 'keep' | 'lastSequence'>;
  /** Before anything is exported: what cannot be noted is not done. */
  readonly announce: (rows: { readonly from: number; readonly to: number }) => Promise<void>;
}

/** Of one export; some 10 MB. What is left comes with the next. */
const maximumRows = 20_000;

/** Exports what came after the last exported row, as it is stored: what was changed is evidence as well. */
export async function exportLog(
  { log, exports, announce }: ExportPorts,
  tenantId: string,
): Promise<{ ok: true; value: AuditExport } | { ok: false; reason: 'nothing-new' }> {
  const from = (await exports.lastSequence(tenantId)) + 1;
  const lines: string[] = [];
  let to = from;
  for await (const { text, position } of log.rows(tenantId, from)) {
    lines.push(text.includes('\n') ? JSON.stringify(text) : text);
    to = position;
    if (lines.length === maximumRows) break;
  }
  const last = lines.at(-1);
  if (last === undefined) return { ok: false, reason: 'nothing-new' };
  const lastHash = readEntry(last)?.hash ?? 'unreadable';
  await announce({ from, to });
  return { ok: true, value: await exports.keep(tenantId, { from, to, lastHash }, lines) };
}
