import type { InvokeResult } from '../../service.ts';

/** What became of the records of one invocation. */
export type BatchOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed' }
  /** No worker was free: says nothing about the records. */
  | { readonly kind: 'throttled' }
  /** Identifiers that the function named as failed. */
  | { readonly kind: 'partial'; readonly failed: ReadonlySet<string> };

/**
 * Reads a function's answer. With `ReportBatchItemFailures`, an answer that names nothing means that
 * all went well, and one that names something unknown means that all failed (Lambda developer guide).
 */
export function batchOutcome(
  result: InvokeResult,
  identifiers: readonly string[],
  reportsFailures: boolean,
): BatchOutcome {
  if (!result.ok) return { kind: result.functionError === 'Throttled' ? 'throttled' : 'failed' };
  if (!reportsFailures) return { kind: 'done' };
  const payload = result.payload;
  if (typeof payload !== 'object' || payload === null) return { kind: 'done' };
  const failures = 'batchItemFailures' in payload ? payload.batchItemFailures : undefined;
  if (failures === undefined || failures === null) return { kind: 'done' };
  if (!Array.isArray(failures)) return { kind: 'failed' };
  if (failures.length === 0) return { kind: 'done' };
  const failed = new Set(failures.map((failure) => String(failure?.itemIdentifier ?? '')));
  const known = [...failed].every((identifier) => identifiers.includes(identifier));
  return known ? { kind: 'partial', failed } : { kind: 'failed' };
}
