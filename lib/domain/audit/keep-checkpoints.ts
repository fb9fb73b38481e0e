import type { ChainEnd } from './chain.ts';

/** Where a tenant's log ends. */
export interface LogHead extends ChainEnd {
  readonly tenantId: string;
  /** Milliseconds since the epoch at which it came to end there. */
  readonly raisedAt: number;
}

/** Ends of logs, where nobody can change them. */
export interface Checkpoints {
  /** The same again changes nothing. */
  keep(tenantId: string, end: ChainEnd): Promise<void>;
  /** All that are kept. */
  list(tenantId: string): Promise<readonly ChainEnd[]>;
}

export interface CheckpointPorts {
  readonly heads: () => AsyncIterable<readonly LogHead[]>;
  readonly checkpoints: Pick<Checkpoints, 'keep'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Longer than the hour between two runs, so that the next makes up for one that failed. */
const recent = 3 * 3_600_000;

/** Kept at the same time. */
const lanes = 16;

/**
 * Locks away where each log ends that has grown of late. A log can be set back to what it was at some time, signatures
 * and all; from then on not beyond this.
 */
export async function keepCheckpoints({ heads, checkpoints, now }: CheckpointPorts): Promise<void> {
  for await (const page of heads()) {
    const waiting = page.filter(({ raisedAt }) => raisedAt > now() - recent).values();
    const lane = async () => {
      for (const { tenantId, sequence, hash } of waiting)
        await checkpoints.keep(tenantId, { sequence, hash });
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }
}
