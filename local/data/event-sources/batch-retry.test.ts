import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StreamRecord } from '../kinesis/streams.ts';
import type { BatchOutcome } from './batch-failures.ts';
import type { PendingBatch } from './batch-retry.ts';
import { afterAttempt } from './batch-retry.ts';

const records = (count: number): StreamRecord[] =>
  Array.from({ length: count }, (_, n) => ({
    sequenceNumber: String(n),
    partitionKey: 'a',
    data: Buffer.alloc(0),
    arrivedAt: 0,
  }));
const numbers = (batches: readonly PendingBatch[]) =>
  batches.map((batch) => batch.records.map(({ sequenceNumber }) => Number(sequenceNumber)));

/** Delivers until nothing is left; `isPoison` records always fail. Answers what happened to each record. */
function run(count: number, isPoison: (n: number) => boolean, reports: boolean, maximumRetries: number) {
  const policy = { maximumRetries, maximumAgeMs: Number.POSITIVE_INFINITY, bisects: true };
  const pending: PendingBatch[] = [{ records: records(count), attempts: 0 }];
  const done: number[] = [];
  const discarded: number[] = [];
  let attempts = 0;
  for (let batch = pending.shift(); batch; batch = pending.shift()) {
    attempts += 1;
    const own = numbers([batch])[0] ?? [];
    const failing = own.filter(isPoison);
    const outcome: BatchOutcome =
      failing.length === 0
        ? { kind: 'done' }
        : reports
          ? { kind: 'partial', failed: new Set(failing.map(String)) }
          : { kind: 'failed' };
    const next = afterAttempt(batch, outcome, policy, 0);
    const lost = numbers(next.discard.map((given) => given.batch)).flat();
    const open = new Set([...numbers(next.retry).flat(), ...lost]);
    done.push(...own.filter((n) => !open.has(n)));
    discarded.push(...lost);
    pending.unshift(...next.retry);
  }
  return { done, discarded, attempts };
}

test('with bisecting exactly the poison records are lost, and the others are done in order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.uniqueArray(fc.nat(39)),
      fc.boolean(),
      fc.nat(3),
      (count, poison, reports, maximumRetries) => {
        const isPoison = (n: number) => poison.includes(n);
        const { done, discarded } = run(count, isPoison, reports, maximumRetries);
        const all = Array.from({ length: count }, (_, n) => n);
        expect(done).toEqual(all.filter((n) => !isPoison(n)));
        expect(discarded).toEqual(all.filter(isPoison));
      },
    ),
  );
});

test('without bisecting the whole batch is given up after its retries', () => {
  const policy = { maximumRetries: 1, maximumAgeMs: Number.POSITIVE_INFINITY, bisects: false };
  const first = afterAttempt({ records: records(3), attempts: 0 }, { kind: 'failed' }, policy, 0);
  expect(numbers(first.retry)).toEqual([[0, 1, 2]]);
  const [again] = first.retry;
  const second = afterAttempt(again ?? { records: [], attempts: 0 }, { kind: 'failed' }, policy, 0);
  expect(second.retry).toEqual([]);
  expect(second.discard).toMatchObject([{ reason: 'RetryAttemptsExhausted', batch: { attempts: 2 } }]);
});

test('records that became too old are given up, younger ones of the batch are tried again', () => {
  const [old, young] = records(2);
  if (!old || !young) throw new Error('two records');
  const policy = { maximumRetries: 5, maximumAgeMs: 1000, bisects: false };
  const batch = { records: [old, { ...young, arrivedAt: 900 }], attempts: 0 };
  const next = afterAttempt(batch, { kind: 'failed' }, policy, 1500);
  expect(numbers(next.retry)).toEqual([[1]]);
  expect(next.discard).toMatchObject([{ reason: 'RecordAgeExceeded' }]);
});

test('being throttled costs no retry', () => {
  const policy = { maximumRetries: 0, maximumAgeMs: Number.POSITIVE_INFINITY, bisects: true };
  const batch = { records: records(2), attempts: 0 };
  expect(afterAttempt(batch, { kind: 'throttled' }, policy, 0)).toEqual({ retry: [batch], discard: [] });
});
