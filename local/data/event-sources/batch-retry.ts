import type { StreamRecord } from '../kinesis/streams.ts';
import type { BatchOutcome } from './batch-failures.ts';
import type { StreamMapping } from './mapping.ts';

export type DiscardReason = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

/** Records still to be delivered together, and how often they have been. */
export interface PendingBatch {
  readonly records: readonly StreamRecord[];
  readonly attempts: number;
}

export interface NextBatches {
  /** In order; the next attempt is the first. */
  readonly retry: readonly PendingBatch[];
  readonly discard: readonly { readonly batch: PendingBatch; readonly reason: DiscardReason }[];
}

type RetryPolicy = Pick<StreamMapping, 'maximumRetries' | 'maximumAgeMs' | 'bisects'>;

const nothing: NextBatches = { retry: [], discard: [] };

/**
 * What follows from an attempt. Order is kept: everything from the first failed record on is tried
 * again. Splitting a batch does not count against the retries.
 */
export function afterAttempt(
  batch: PendingBatch,
  outcome: BatchOutcome,
  policy: RetryPolicy,
  now: number,
): NextBatches {
  if (outcome.kind === 'done') return nothing;
  if (outcome.kind === 'throttled') return { retry: [batch], discard: [] };
  const from =
    outcome.kind === 'partial'
      ? batch.records.findIndex(({ sequenceNumber }) => outcome.failed.has(sequenceNumber))
      : 0;
  const { expired, fresh } = byAge(batch.records.slice(from), policy.maximumAgeMs, now);
  const attempts = batch.attempts + 1;
  const discard =
    expired.length > 0
      ? [{ batch: { records: expired, attempts }, reason: 'RecordAgeExceeded' as const }]
      : [];
  if (fresh.length === 0) return { retry: [], discard };
  if (policy.bisects && from > 0) return { retry: [{ records: fresh, attempts: batch.attempts }], discard };
  if (policy.bisects && fresh.length > 1) {
    const middle = Math.ceil(fresh.length / 2);
    const halves = [fresh.slice(0, middle), fresh.slice(middle)];
    return { retry: halves.map((records) => ({ records, attempts: batch.attempts })), discard };
  }
  if (attempts > policy.maximumRetries) {
    return {
      retry: [],
      discard: [...discard, { batch: { records: fresh, attempts }, reason: 'RetryAttemptsExhausted' }],
    };
  }
  return { retry: [{ records: fresh, attempts }], discard };
}

/** Which records are too old to be delivered (again). */
export function byAge(records: readonly StreamRecord[], maximumAgeMs: number, now: number) {
  const isExpired = ({ arrivedAt }: StreamRecord) => now - arrivedAt > maximumAgeMs;
  return { expired: records.filter(isExpired), fresh: records.filter((record) => !isExpired(record)) };
}
