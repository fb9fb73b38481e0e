/** Milliseconds to wait after the nth failure in a row (from 1): doubled each time up to a minute, with full jitter above half. */
export function backOff(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(60_000, 500 * 2 ** Math.min(failures - 1, 10));
  return ceiling / 2 + (random() * ceiling) / 2;
}
