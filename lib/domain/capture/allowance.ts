import type { Recording } from './recordings.ts';

/** What the plan leaves a tenant of recordings, and of the guides that they become. */
export interface Allowance {
  /** A place among those that run, one of the month's, and room for its guide. The same again takes no other. */
  take(recording: Allotted): Promise<AllowanceOutcome>;
  /** One of the month's and room for its guide: a script is imported in one go. */
  takeImport(recording: Allotted): Promise<AllowanceOutcome>;
  /** Before it is finished: its guide's room is kept until that is there. Refused only where it lost its room. */
  keep(recording: Allotted): Promise<AllowanceOutcome>;
  /** It no longer runs. */
  free(recording: Allotted): Promise<void>;
  /** It was discarded, and will be no guide. */
  giveUp(recording: Allotted): Promise<void>;
  /** It came to nothing: as if it had not been asked for. */
  giveBack(recording: Allotted): Promise<void>;
}

export type Allotted = Pick<Recording, 'tenantId' | 'recordingId' | 'guideId'>;

export type AllowanceOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: 'too-many-recordings' | 'monthly-recordings' | 'too-many-guides';
      readonly detail: string;
    };
