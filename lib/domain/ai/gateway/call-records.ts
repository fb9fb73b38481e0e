import type { Provider } from '../../../contracts/ai/provenance.ts';
import type { TaskName } from '../../../contracts/ai/task.ts';
import type { Usage } from './model.ts';

/** A call that is about to be made. */
export interface BegunCall {
  readonly callId: string;
  readonly tenantId: string;
  readonly guideId: string;
  readonly task: TaskName;
  readonly promptVersion: string;
  readonly provider: Exclude<Provider, 'rules'>;
  readonly model: string;
  /** Tokens that it takes at most. */
  readonly reserved: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * What each call cost. A call is noted before it is made: one whose end nobody heard (we gave it up, a worker died) stays
 * there as open, with what it took at most, and is never simply missing.
 */
export interface CallRecords {
  begin(call: BegunCall): Promise<void>;
  settle(call: BegunCall, usage: Usage, nanodollars: number): Promise<void>;
  /** Of an open call, the tokens that are taken for it for good: its provider did not tell them. */
  estimate(call: BegunCall, tokens: number): Promise<void>;
}
