/**
 * What a plan has room for of guides: those that are there, and those that recordings are to become. More are never
 * let begin than there is room for; what is counted too many after a crash is put right when it is counted anew.
 */
export interface GuideRooms {
  /** False when there is no room. Whoever holds one already keeps it. `until` in milliseconds since the epoch. */
  take(
    tenantId: string,
    holder: { readonly id: string; readonly until: number },
    most: number,
  ): Promise<boolean>;
  /** Of a guide that is being made from now on. Given up meanwhile, it is taken anew; false when there is none then. */
  keep(
    tenantId: string,
    holder: { readonly id: string; readonly until: number },
    most: () => Promise<number>,
  ): Promise<boolean>;
  /** The guide is there. */
  made(tenantId: string, guideId: string): Promise<void>;
  /** The guide will never be: its recording came to nothing. */
  free(tenantId: string, guideId: string): Promise<void>;
}
