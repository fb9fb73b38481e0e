import { dynamoBuckets } from '../lib/adapters/metering/counters/dynamo-buckets.ts';
import { plans } from '../lib/contracts/metering/plan.ts';
import { type Buckets, workerRates } from '../lib/domain/metering/rates.ts';
import { startTables } from '../test/fakes/tables.ts';
import { type BenchResult, judged, percentile } from './result.ts';

const calls = 3_000;
const busy = { tenantId: 'tnt_bench', plan: 'ENTERPRISE' } as const;

/** What counting a request costs the front door under load, beside one conditional write for each request. */
export async function benchRateLimits(): Promise<BenchResult[]> {
  const { tables, cloud } = await startTables({ Counters: { partition: 'pk' } });
  try {
    const buckets = dynamoBuckets(tables.Counters);
    let fullAt = 0;
    const naive = await measure(async () => {
      const want = { tokens: 1, quota: plans.ENTERPRISE.requestsPerMinute, now: Date.now() * 1_000, fullAt };
      ({ fullAt } = await buckets.take('naive', want));
    });
    let writes = 0;
    const counted: Buckets = {
      take: (id, want) => {
        writes++;
        return buckets.take(id, want);
      },
    };
    const rates = workerRates({
      buckets: counted,
      now: Date.now,
      alone: (error) => {
        throw error;
      },
    });
    const ours = await measure(async () => {
      if (!(await rates.take(busy)).taken) throw new Error('the plan has no more requests');
    });
    const peerName = 'a conditional write each';
    return [
      judged(
        { name: 'rate limit, p95 of a call', ours: ours * 1_000, peer: naive * 1_000, peerName, unit: 'µs' },
        { atMost: 0.1 },
      ),
      judged(
        { name: 'rate limit, writes for 3,000 calls', ours: writes, peer: calls, peerName, unit: 'writes' },
        { atMost: 0.05 },
      ),
    ];
  } finally {
    await cloud[Symbol.asyncDispose]();
  }
}

async function measure(call: () => Promise<void>): Promise<number> {
  const samples: number[] = [];
  for (let count = 0; count < calls; count++) {
    const from = performance.now();
    await call();
    samples.push(performance.now() - from);
  }
  return percentile(samples, 0.95);
}
