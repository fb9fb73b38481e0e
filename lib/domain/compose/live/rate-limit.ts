import { recordingLimits } from '../../../contracts/capture/limits.ts';

const minute = 60_000;
const cost = minute / recordingLimits.batchesPerMinute;

/** How many batches the limit still admits now: a minute's worth at once, then as many as time gives back. */
export function admissible(busyUntil: number, now: number): number {
  return Math.max(0, Math.floor((minute - Math.max(0, busyUntil - now)) / cost));
}

/** `busyUntil` after `count` more batches. */
export function busyAfter(busyUntil: number, now: number, count: number): number {
  return count === 0 ? busyUntil : Math.max(busyUntil, now) + count * cost;
}
