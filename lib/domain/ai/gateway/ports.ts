import type { Provider } from '../../../contracts/ai/provenance.ts';
import type { TaskName } from '../../../contracts/ai/task.ts';
import type { AllowancePorts } from './allowance.ts';
import type { CallRecords } from './call-records.ts';
import type { Circuits } from './circuit.ts';
import type { Model } from './model.ts';
import type { Paces } from './pace.ts';
import type { Scrub } from './scrub-data.ts';

/** Answers of models by the content that they answer. */
export interface KeptAnswers {
  find(tenantId: string, hash: string): Promise<unknown>;
  keep(tenantId: string, hash: string, answer: unknown): Promise<void>;
}

/** What the log is told: codes, names and counts. */
export type GatewayNote =
  | {
      readonly code: 'MODEL_FAILED';
      readonly task: TaskName;
      readonly provider: Provider;
      readonly model: string;
      readonly reason: string;
    }
  | {
      readonly code: 'CIRCUIT_OPENED' | 'CIRCUIT_CLOSED';
      readonly provider: Provider;
      readonly model: string;
    }
  | { readonly code: 'MODEL_BUDGET_SPENT' | 'MODEL_RATE_LIMITED'; readonly tenantId: string }
  | { readonly code: 'GATEWAY_FAILED'; readonly task: TaskName; readonly error: unknown };

export interface GatewayPorts extends AllowancePorts {
  /** In the order in which they are asked; none where the rules are to answer. */
  readonly models: readonly Model[];
  readonly circuits: Circuits;
  readonly paces: Paces;
  readonly answers: KeptAnswers;
  readonly calls: CallRecords;
  readonly scrub: Scrub;
  /** Another one each time, and not to be foreseen. */
  readonly newFence: () => string;
  readonly newCallId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Aborted at the moment. */
  readonly signalAt: (moment: number) => AbortSignal;
  readonly note: (note: GatewayNote) => void;
}

/** For whom something is asked, and until when it must be answered (milliseconds since the epoch). */
export interface Asker {
  readonly tenantId: string;
  readonly guideId: string;
  readonly deadline: number;
}
