import type { Stage, Throttle } from '../api-gateway/api.ts';

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Token buckets of a stage's routes. `now` is in milliseconds. */
export class Throttling {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Takes a token for a request; false when the route has none left. */
  admit(stage: Stage, routeKey: string): boolean {
    const throttle = stage.routeThrottles.get(routeKey) ?? stage.throttle;
    if (!throttle) return true;
    const bucket = this.#filled(`${stage.name} ${routeKey}`, throttle);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  #filled(key: string, { rate, burst }: Throttle): Bucket {
    const now = this.#now();
    const bucket = this.#buckets.get(key) ?? { tokens: burst, filledAt: now };
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.filledAt) / 1000) * rate);
    bucket.filledAt = now;
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
