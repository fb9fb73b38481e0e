/** One measured figure beside its peer's of the same run. */
export interface BenchResult {
  readonly name: string;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  readonly unit: string;
  /** `ours / peer`. */
  readonly ratio: number;
  /** For example `≤ 0.3`, of the ratio. */
  readonly goal: string;
  readonly met: boolean;
}

export interface Measured {
  readonly name: string;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  readonly unit: string;
}

/** Judged by ratio: `atMost` for costs, `atLeast` for throughput. */
export function judged(measured: Measured, goal: { atMost: number } | { atLeast: number }): BenchResult {
  const ratio = measured.ours / measured.peer;
  const met = 'atMost' in goal ? ratio <= goal.atMost : ratio >= goal.atLeast;
  return { ...measured, ratio, goal: 'atMost' in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`, met };
}

/** The value below which `share` of the samples lie; `share` between 0 and 1. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
