import type { FrameOrders } from '../messages.ts';
import type { CompanyPolicy } from '../policy/company-policy.ts';
import type { StoredRecording } from '../transport/store.ts';

/** Where a frame is: the address of its tab and its own. */
export interface FrameAddress {
  readonly page: string | undefined;
  readonly frame: string | undefined;
}

export type RulesForFrames = Pick<CompanyPolicy, 'mayRecord' | 'version'> & {
  readonly rules: Pick<CompanyPolicy['rules'], 'locked'>;
};

/** What a frame is told. Neither a blocked page nor a blocked frame in another page is recorded. */
export function ordersFor(
  recording: Pick<StoredRecording, 'phase' | 'keepTyped'> | undefined,
  policy: RulesForFrames,
  { page, frame }: FrameAddress,
): FrameOrders {
  return {
    recording: recording?.phase === 'recording' && policy.mayRecord(page) && policy.mayRecord(frame),
    keepTyped: keepsTyped(recording, policy),
    rules: policy.version,
  };
}

/** What the person chose, as far as the company leaves it to them. */
export const keepsTyped = (
  recording: Pick<StoredRecording, 'keepTyped'> | undefined,
  { rules }: Pick<RulesForFrames, 'rules'>,
): boolean => (recording?.keepTyped ?? false) && !rules.locked;
