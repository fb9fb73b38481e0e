/** What the plan leaves a tenant of recordings. */
export interface Allowance {
  /** A place among those that run, and one of the month's. The same recording again takes no other. */
  take(tenantId: string, recordingId: string): Promise<AllowanceOutcome>;
  /** Only one of the month's: a script is imported in one go. */
  takeImport(tenantId: string): Promise<AllowanceOutcome>;
  /** The recording no longer runs. */
  free(tenantId: string, recordingId: string): Promise<void>;
  /** The recording came to nothing: as if it had not been asked for. */
  giveBack(tenantId: string, recordingId: string): Promise<void>;
}

export type AllowanceOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: 'too-many-recordings' | 'monthly-recordings';
      readonly detail: string;
    };
