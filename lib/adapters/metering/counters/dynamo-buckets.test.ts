import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTables } from '../../../../test/fakes/tables.ts';
import { type Buckets, workerRates } from '../../../domain/metering/rates.ts';
import { take, tokensLeft } from '../../../domain/metering/token-bucket.ts';
import { dynamoBuckets } from './dynamo-buckets.ts';

let started: Awaited<ReturnType<typeof startTables<'Counters'>>>;
beforeAll(async () => {
  started = await startTables({ Counters: { partition: 'pk' } });
});
afterAll(() => started?.cloud[Symbol.asyncDispose]());

const now = 1_780_000_000_000;
/** Requests that pass when `workers` of them ask 40 times each, all at the same moment. */
async function passed(buckets: Buckets, tenantId: string, workers: number): Promise<number> {
  const counts = await Promise.all(
    Array.from({ length: workers }, async () => {
      const rates = workerRates({ buckets, now: () => now, alone: (error) => Promise.reject(error) });
      let count = 0;
      for (let call = 0; call < 40; call++)
        if ((await rates.take({ tenantId, plan: 'STARTER' })).taken) count++;
      return count;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

test('twenty workers at once get what is in the bucket, to the last token, and not one more', async () => {
  const buckets = dynamoBuckets(started.tables.Counters);
  const through = await passed(buckets, 'tnt_many', 20);
  // A worker may be left with tokens of its last lease, ten at most; they are lost, not given twice.
  expect(through).toBeGreaterThan(600 - 20 * 10);
  expect(through).toBeLessThanOrEqual(600);
});

test('control: without the condition the same workers are given more than there is', async () => {
  expect(await passed(unconditional(), 'tnt_control', 20)).toBeGreaterThan(600);
});

test('a bucket is emptied to the last token, one by one', async () => {
  const buckets = dynamoBuckets(started.tables.Counters);
  const want = { quota: 10, now: now * 1_000, fullAt: 0 };
  expect((await buckets.take('last', { ...want, tokens: 7 })).tokens).toBe(7);
  expect((await buckets.take('last', { ...want, tokens: 7 })).tokens).toBe(3);
  const empty = await buckets.take('last', { ...want, tokens: 1 });
  expect(empty.tokens).toBe(0);
  expect(tokensLeft(empty.fullAt, want.now, 10)).toBe(0);
  const later = { ...want, now: want.now + 6_000_000, fullAt: empty.fullAt };
  expect((await buckets.take('last', { ...later, tokens: 5 })).tokens).toBe(1);
});

test('what rested long is full, and not fuller', async () => {
  const buckets = dynamoBuckets(started.tables.Counters);
  await buckets.take('rested', { tokens: 3, quota: 10, now: 1_000_000, fullAt: 0 });
  const want = { tokens: 99, quota: 10, now: now * 1_000, fullAt: 0 };
  expect((await buckets.take('rested', want)).tokens).toBe(10);
});

/** Reads and writes as one should not: what others take in between is not seen. */
function unconditional(): Buckets {
  const { client, name } = started.tables.Counters;
  return {
    async take(id, { tokens, quota, now: at }) {
      const Key = { pk: `BUCKET#${id}` };
      const { Item } = await client.send(new GetCommand({ TableName: name, Key, ConsistentRead: true }));
      const fullAt = Number(Item?.fullAt ?? 0);
      const given = Math.min(tokens, tokensLeft(fullAt, at, quota));
      if (given < 1) return { tokens: 0, fullAt };
      const after = take(fullAt, at, quota, given) as number;
      await client.send(new PutCommand({ TableName: name, Item: { ...Key, fullAt: after } }));
      return { tokens: given, fullAt: after };
    },
  };
}
