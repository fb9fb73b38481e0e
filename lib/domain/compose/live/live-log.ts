import type { Step } from '../../../contracts/compose/step.ts';
import type { ComposeState } from '../compose-state.ts';
import type { QuarantineReason } from './opened-batch.ts';

/** One sequence of a recording's log: the sealed frame, or why there is none. Written once, never changed. */
export type LogEntry = {
  readonly sequence: number;
  readonly digest: string;
} & ({ readonly frame: Uint8Array } | { readonly refused: QuarantineReason });

export interface Refusal {
  readonly sequence: number;
  readonly reason: QuarantineReason;
}

/** Where composing stands. Only ever moved forward, by whoever read what it replaces. */
export interface LiveProgress {
  /** Every sequence up to this one has been composed. 0 at first. */
  readonly composedSequence: number;
  readonly state: ComposeState;
  /** The first of the refused sequences; `quarantinedCount` counts them all. */
  readonly quarantined: readonly Refusal[];
  readonly quarantinedCount: number;
  /** What earlier batches gave away, sealed under the recording's key: hidden in later ones as well. */
  readonly known?: Uint8Array;
  /** When the rate limit will have forgotten what it took; milliseconds since the epoch. */
  readonly busyUntil: number;
}

/** A step as it stood after the batch `revision`; without `step` it was removed. */
export interface StepRecord {
  readonly id: string;
  readonly revision: number;
  readonly step?: Step;
}

/** The live recording. Every read sees what was last written. */
export interface LiveLog {
  /** Gives the entry that is in the place already, if there is one; nothing is changed then. */
  append(recordingId: string, entry: LogEntry): Promise<LogEntry | undefined>;
  entry(recordingId: string, sequence: number): Promise<LogEntry | undefined>;
  /** Entries from `sequence` on, ascending, as many as one page holds. Gaps are left out. */
  page(recordingId: string, sequence: number): Promise<readonly LogEntry[]>;
  progress(recordingId: string): Promise<LiveProgress | undefined>;
  /** False when somebody moved it meanwhile. `from` is the sequence at which `progress` was read. */
  advance(recordingId: string, from: number, progress: LiveProgress): Promise<boolean>;
  step(recordingId: string, id: string): Promise<StepRecord | undefined>;
  /** Steps that stand, with their revisions. */
  steps(recordingId: string): Promise<readonly StepRecord[]>;
  /** Does nothing where the same or a later revision stands already. */
  writeStep(recordingId: string, record: StepRecord): Promise<void>;
}
