/*
 * A bucket that refills steadily is one number: the moment at which it is full again. Taking a token moves that moment
 * on, and nothing else ever does, so that it can be kept under one condition and never has to be read before. All
 * moments are microseconds since the epoch: whole numbers, with which sums are exact.
 */

/** Seconds in which an empty bucket becomes full. */
export const window = 60;

/** Microseconds until one more token is there; rounded up, so that no more than `quota` come in a window. */
export function refill(quota: number): number {
  return Math.ceil((window * 1_000_000) / quota);
}

/** How far ahead of now the moment may lie: the bucket is empty then. */
export function depth(quota: number): number {
  return refill(quota) * quota;
}

/** Whole tokens that are there. A bucket that nothing is known of is full. */
export function tokensLeft(fullAt: number, now: number, quota: number): number {
  return Math.max(0, Math.floor((depth(quota) - Math.max(0, fullAt - now)) / refill(quota)));
}

/** The moment when the next token is there; not after `now` when one is there already. */
export function nextTokenAt(fullAt: number, quota: number): number {
  return fullAt - depth(quota) + refill(quota);
}

/** The bucket after `tokens` were taken; undefined when it does not hold as many. */
export function take(fullAt: number, now: number, quota: number, tokens = 1): number | undefined {
  if (tokensLeft(fullAt, now, quota) < tokens) return undefined;
  return Math.max(fullAt, now) + tokens * refill(quota);
}
