import type { RateState } from '../../contracts/identity/caller.ts';
import { type Plan, plans } from '../../contracts/metering/plan.ts';
import { nextTokenAt, take, tokensLeft, window } from './token-bucket.ts';

/** Buckets that all workers share. Moments are microseconds since the epoch (token-bucket.ts). */
export interface Buckets {
  /** Takes up to `want.tokens` in one write, fewer where fewer are left, and gives the bucket as it is then. */
  take(id: string, want: Want): Promise<{ readonly tokens: number; readonly fullAt: number }>;
}

export interface Want {
  readonly tokens: number;
  readonly quota: number;
  readonly now: number;
  /** The bucket as this worker knows it; others may have taken from it since. */
  readonly fullAt: number;
}

export interface Taking {
  readonly tenantId: string;
  readonly plan: Plan;
  readonly key?: { readonly id: string; readonly requestsPerMinute?: number | undefined } | undefined;
}

export interface Taken {
  readonly taken: boolean;
  readonly rate: RateState;
}

export interface RatesPorts {
  readonly buckets: Buckets;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The buckets could not be asked: this worker counts for itself until they can. */
  readonly alone: (error: unknown) => void;
}

/** Milliseconds for which tokens that were taken in advance are good. */
export const leaseLife = 1_000;

/** A bucket as one worker knows it, and the tokens that it took in advance. */
interface Holding {
  fullAt: number;
  leased: number;
  leasedUntil: number;
  /** Calls in the present stretch of a lease's life, and in the one before. */
  since: number;
  calls: number;
  before: number;
}

/** More buckets than a worker meets; what is forgotten are at most tokens that were taken already. */
const mostHeld = 10_000;

/**
 * One worker's way to the shared buckets. A worker that is called often takes several tokens in one write: as many as
 * it was called in the last second, and never more than come back in one. Tokens leave the bucket before they are
 * used, so that in any stretch of time no more requests pass than the bucket would give in a stretch one second longer
 * (ADR 0404). What is not used within the second is lost.
 */
export function workerRates(ports: RatesPorts): { take(taking: Taking): Promise<Taken> } {
  const holdings = new Map<string, Holding>();

  const holdingOf = (id: string): Holding => {
    const known = holdings.get(id);
    if (known) return known;
    if (holdings.size >= mostHeld) holdings.clear();
    const holding = { fullAt: 0, leased: 0, leasedUntil: 0, since: 0, calls: 0, before: 0 };
    holdings.set(id, holding);
    return holding;
  };

  /** One token of the bucket; `giveBack` where it comes to nothing after all. */
  const takeOne = async (policy: string, id: string, quota: number) => {
    const holding = holdingOf(id);
    const at = ports.now();
    const now = at * 1_000;
    const pace = paceOf(holding, at);
    if (at >= holding.leasedUntil) holding.leased = 0;
    if (holding.leased === 0 && nextTokenAt(holding.fullAt, quota) <= now) {
      const tokens = Math.max(1, Math.min(pace, Math.floor(quota / window)));
      const leased = await lease(ports, id, { tokens, quota, now, fullAt: holding.fullAt });
      // Moments come in any order where several calls wait at once; the later one is the truth.
      holding.fullAt = Math.max(holding.fullAt, leased.fullAt);
      holding.leased += leased.tokens;
      holding.leasedUntil = at + leaseLife;
    }
    const taken = holding.leased > 0;
    if (taken) holding.leased--;
    const rate = rateState(policy, quota, holding, now, taken);
    return { taken, rate, giveBack: () => void holding.leased++ };
  };

  return {
    async take({ tenantId, plan, key }) {
      const { requestsPerMinute, keyRequestsPerMinute } = plans[plan];
      const forKey =
        key &&
        (await takeOne(
          'key',
          `key#${key.id}`,
          Math.min(key.requestsPerMinute ?? keyRequestsPerMinute, keyRequestsPerMinute),
        ));
      if (forKey?.taken === false) return told(forKey);
      const forTenant = await takeOne('tenant', `tenant#${tenantId}`, requestsPerMinute);
      if (!forKey) return told(forTenant);
      if (!forTenant.taken) forKey.giveBack();
      const tightest = !forTenant.taken || forTenant.rate.remaining < forKey.rate.remaining;
      return told(tightest ? forTenant : forKey);
    },
  };
}

const told = ({ taken, rate }: Taken): Taken => ({ taken, rate });

/** Counts a call; gives how many there were within about a second. */
function paceOf(holding: Holding, at: number): number {
  const passed = at - holding.since;
  if (passed >= leaseLife) {
    holding.before = passed < 2 * leaseLife ? holding.calls : 0;
    holding.calls = 0;
    holding.since = at;
  }
  holding.calls++;
  return Math.max(holding.calls, holding.before);
}

/** Requests are rather counted by each worker for itself than all refused. */
async function lease({ buckets, alone }: RatesPorts, id: string, want: Want) {
  try {
    return await buckets.take(id, want);
  } catch (error) {
    alone(error);
    const fullAt = take(want.fullAt, want.now, want.quota);
    return fullAt === undefined ? { tokens: 0, fullAt: want.fullAt } : { tokens: 1, fullAt };
  }
}

function rateState(
  policy: string,
  quota: number,
  { fullAt, leased }: Holding,
  now: number,
  taken: boolean,
): RateState {
  const until = taken ? fullAt : nextTokenAt(fullAt, quota);
  return {
    policy,
    quota,
    window,
    remaining: taken ? Math.min(quota, tokensLeft(fullAt, now, quota) + leased) : 0,
    reset: Math.max(taken ? 0 : 1, Math.ceil((until - now) / 1_000_000)),
  };
}
