import type { FrameOrders } from '../messages.ts';
import type { CompanyPolicy } from '../policy/company-policy.ts';
import type { StoredRecording } from '../transport/store.ts';

/** Where a frame is. */
export interface FrameAddress {
  /** The address of its tab. */
  readonly page: string | undefined;
  /** Its own, and that of each frame around it. */
  readonly frames: readonly (string | undefined)[];
}

export type RulesForFrames = Pick<CompanyPolicy, 'mayRecord' | 'version'> & {
  readonly rules: Pick<CompanyPolicy['rules'], 'locked'>;
};

/** What a frame is told. Neither a blocked page nor a blocked frame in another page is recorded, nor what is in them. */
export function ordersFor(
  recording: Pick<StoredRecording, 'phase' | 'keepTyped'> | undefined,
  policy: RulesForFrames,
  { page, frames }: FrameAddress,
): FrameOrders {
  return {
    recording: recording?.phase === 'recording' && [page, ...frames].every(policy.mayRecord),
    keepTyped: keepsTyped(recording, policy),
    rules: policy.version,
  };
}

/** What the person chose, as far as the company leaves it to them. */
export const keepsTyped = (
  recording: Pick<StoredRecording, 'keepTyped'> | undefined,
  { rules }: Pick<RulesForFrames, 'rules'>,
): boolean => (recording?.keepTyped ?? false) && !rules.locked;
