/** Of something that can be used once: who used it, and when (milliseconds since the epoch). */
export interface FirstUse {
  readonly by: string;
  readonly at: number;
}

/** Milliseconds. */
const raceWindow = 10_000;

/**
 * A client that races itself (two tabs, an answer that was lost and asked for again) is refused and nothing more.
 * Anybody else who comes second, and whoever comes late, holds a copy: then the one who came first may be the thief.
 *
 * @param second `by` is the fingerprint of the sender
 */
export function judgeSecondUse(first: FirstUse, second: FirstUse): 'race' | 'reuse' {
  return first.by === second.by && second.at - first.at <= raceWindow ? 'race' : 'reuse';
}
