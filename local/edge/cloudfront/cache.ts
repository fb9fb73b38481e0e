import type { StoredResponse } from './stored-response.ts';

/** All bodies together, in bytes. */
const capacity = 256 * 1024 * 1024;

/** Answers by cache key. The longest stored go first when there is no more room. */
export class EdgeCache {
  readonly #entries = new Map<string, StoredResponse>();
  readonly #fetches = new Map<string, Promise<StoredResponse>>();
  #bytes = 0;
  /** Counts invalidations, so that what was fetched before one is not stored after it. */
  #generation = 0;

  get(key: string): StoredResponse | undefined {
    return this.#entries.get(key);
  }

  /** Fetches once for everyone who asks meanwhile, and keeps the answer for as long as it says. */
  async fill(key: string, fetch: () => Promise<StoredResponse>): Promise<StoredResponse> {
    const underWay = this.#fetches.get(key);
    if (underWay) return await underWay;
    const generation = this.#generation;
    const fetching = fetch();
    this.#fetches.set(key, fetching);
    try {
      const response = await fetching;
      if (generation === this.#generation && response.expiresAt > response.storedAt)
        this.#store(key, response);
      return response;
    } finally {
      if (this.#fetches.get(key) === fetching) this.#fetches.delete(key);
    }
  }

  /** Patterns as CloudFront takes them: a path, or a path that ends in `*`. */
  invalidate(patterns: readonly string[]): void {
    this.#generation += 1;
    this.#fetches.clear();
    for (const [key, { path }] of this.#entries) {
      const hit = patterns.some((pattern) =>
        pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
      );
      if (hit) this.#remove(key);
    }
  }

  #store(key: string, response: StoredResponse): void {
    this.#remove(key);
    this.#entries.set(key, response);
    this.#bytes += response.body.length;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= capacity) break;
      this.#remove(oldest);
    }
  }

  #remove(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.body.length;
  }
}
