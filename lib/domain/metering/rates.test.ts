import { beforeEach, describe, expect, test } from 'vitest';
import { type Buckets, leaseLife, type Taking, workerRates } from './rates.ts';
import { take, tokensLeft } from './token-bucket.ts';

let now: number;
let writes: { id: string; tokens: number }[];
let kept: Map<string, number>;
let faulty: boolean;
let alone: unknown[];

beforeEach(() => {
  [now, writes, kept, faulty, alone] = [1_780_000_000_000, [], new Map(), false, []];
});

const buckets: Buckets = {
  async take(id, { tokens, quota, now: at }) {
    if (faulty) throw new Error('the table is away');
    const fullAt = kept.get(id) ?? 0;
    const given = Math.min(tokens, tokensLeft(fullAt, at, quota));
    const after = given > 0 ? (take(fullAt, at, quota, given) as number) : fullAt;
    kept.set(id, after);
    writes.push({ id, tokens: given });
    return { tokens: given, fullAt: after };
  },
};

const worker = () => workerRates({ buckets, now: () => now, alone: (error) => alone.push(error) });
const person: Taking = { tenantId: 'tnt_1', plan: 'STARTER' };
const key: Taking = { ...person, key: { id: 'key_1' } };

async function ask(rates: ReturnType<typeof worker>, taking: Taking, times: number) {
  let passed = 0;
  for (let left = times; left > 0; left--) if ((await rates.take(taking)).taken) passed++;
  return passed;
}

test('a tenant’s requests pass up to its plan, and then as they come back', async () => {
  const rates = worker();
  expect(await ask(rates, person, 700)).toBe(600);
  expect(await rates.take(person)).toEqual({
    taken: false,
    rate: { policy: 'tenant', quota: 600, window: 60, remaining: 0, reset: 1 },
  });
  now += 1_000;
  expect(await ask(rates, person, 20)).toBe(10);
});

test('a refused request costs no write until there can be a token again', async () => {
  const rates = worker();
  await ask(rates, person, 600);
  const before = writes.length;
  expect(await ask(rates, person, 1_000)).toBe(0);
  expect(writes).toHaveLength(before);
});

describe('a key', () => {
  test('is limited by itself, by its plan, and by its tenant', async () => {
    expect(await ask(worker(), { ...key, key: { id: 'key_2', requestsPerMinute: 7 } }, 20)).toBe(7);
    expect(await ask(worker(), key, 200)).toBe(120);
    await ask(worker(), person, 600);
    expect(await worker().take({ ...key, key: { id: 'key_3' } })).toMatchObject({
      taken: false,
      rate: { policy: 'tenant' },
    });
  });

  test('takes no more than its plan gives, whatever it was made with', async () => {
    expect(await ask(worker(), { ...key, key: { id: 'key_1', requestsPerMinute: 9_000 } }, 300)).toBe(120);
  });

  test('that its tenant’s bucket turns away loses nothing of its own', async () => {
    const rates = worker();
    await ask(rates, person, 600);
    expect(await ask(rates, key, 50)).toBe(0);
    now += 1_000;
    expect(await ask(rates, key, 5)).toBe(5);
  });

  test('is told the state of whichever bucket is the emptier', async () => {
    expect((await worker().take(key)).rate).toMatchObject({ policy: 'key', quota: 120, remaining: 119 });
    await ask(worker(), person, 580);
    expect((await worker().take(key)).rate).toMatchObject({ policy: 'tenant', quota: 600 });
  });
});

describe('tokens taken in advance', () => {
  const enterprise: Taking = { tenantId: 'tnt_1', plan: 'ENTERPRISE' };

  test('are none where requests are rare: each is one write', async () => {
    const rates = worker();
    for (let request = 0; request < 10; request++) {
      await rates.take(enterprise);
      now += leaseLife;
    }
    expect(writes.map(({ tokens }) => tokens)).toEqual(Array(10).fill(1));
  });

  test('are more the oftener a worker is called, so that writes become few', async () => {
    const rates = worker();
    expect(await ask(rates, enterprise, 2_000)).toBe(2_000);
    expect(writes.length).toBeLessThan(20);
  });

  test('are never more than come back in a second', async () => {
    await ask(worker(), enterprise, 5_000);
    expect(Math.max(...writes.map(({ tokens }) => tokens))).toBe(500);
    writes = [];
    await ask(worker(), { ...key, tenantId: 'tnt_2', key: { id: 'key_9' } }, 100);
    const ofKey = writes.filter(({ id }) => id === 'key#key_9');
    expect(Math.max(...ofKey.map(({ tokens }) => tokens))).toBe(2);
  });

  test('end after a second: nobody comes back later with what was saved up', async () => {
    const rates = worker();
    await ask(rates, enterprise, 1_100);
    now += leaseLife;
    const before = writes.length;
    await rates.take(enterprise);
    expect(writes.length).toBe(before + 1);
  });

  test('let no more through in any stretch than the bucket would in one that is a second longer', async () => {
    const workers = Array.from({ length: 7 }, worker);
    const moments: number[] = [];
    // Each worker hoards what it may and spends it at the very end of the second.
    for (let round = 0; round < 40; round++) {
      for (const rates of workers)
        for (let call = 0; call < 30; call++) if ((await rates.take(person)).taken) moments.push(now);
      now += round % 2 === 0 ? leaseLife - 1 : 1;
    }
    for (const [first, from] of moments.entries())
      for (let last = first; last < moments.length; last++) {
        const stretch = (moments[last] as number) - from;
        expect(last - first + 1).toBeLessThanOrEqual(600 + Math.ceil(((stretch + leaseLife) / 1_000) * 10));
      }
  });
});

test('another plan counts with the next request', async () => {
  const rates = worker();
  await ask(rates, person, 600);
  expect(await ask(rates, person, 1)).toBe(0);
  now += 100;
  const upgraded = await rates.take({ ...person, plan: 'PROFESSIONAL' });
  expect(upgraded).toMatchObject({ taken: true, rate: { quota: 3_000 } });
});

test('where the shared buckets cannot be asked a worker counts for itself, and says so', async () => {
  faulty = true;
  const rates = worker();
  expect(await ask(rates, person, 700)).toBe(600);
  expect(alone.length).toBeGreaterThan(0);
});
