import type { Retrier } from './definition.ts';
import { coversError } from './failure.ts';

/** Counts the attempts of one state's visit, one count per retrier. */
export class RetryPlan {
  readonly #retriers: readonly Retrier[];
  readonly #attempts: number[];

  constructor(retriers: readonly Retrier[] = []) {
    this.#retriers = retriers;
    this.#attempts = retriers.map(() => 0);
  }

  /** Attempts so far, for `$$.State.RetryCount`. */
  get count(): number {
    return this.#attempts.reduce((sum, attempts) => sum + attempts, 0);
  }

  /** Seconds to wait before the next attempt; undefined when the error is not to be retried (any more). */
  next(error: string): number | undefined {
    const index = this.#retriers.findIndex(({ ErrorEquals }) => coversError(ErrorEquals, error));
    const retrier = this.#retriers[index];
    const attempts = this.#attempts[index] ?? 0;
    if (!retrier || attempts >= (retrier.MaxAttempts ?? 3)) return undefined;
    this.#attempts[index] = attempts + 1;
    const backoff = (retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** attempts;
    const delay = Math.min(backoff, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
    return retrier.JitterStrategy === 'FULL' ? Math.random() * delay : delay;
  }
}
