import { type Plan, plans } from '../../contracts/metering/plan.ts';

/** A tenant's places, each held by an id until it is freed or its time is over. */
export interface Places {
  /** False when others hold as many as there are. Whoever holds one already keeps it. */
  take(
    tenantId: string,
    holder: { readonly id: string; readonly until: number },
    most: number,
  ): Promise<boolean>;
  free(tenantId: string, id: string): Promise<void>;
  count(tenantId: string): Promise<number>;
}

/** Recordings of a tenant in a month, such as `2026-03` (UTC). */
export interface MonthlyCounts {
  /** False when there are as many as may be. */
  add(tenantId: string, month: string, most: number): Promise<boolean>;
  takeBack(tenantId: string, month: string): Promise<void>;
  read(tenantId: string, month: string): Promise<number>;
}

export interface AllowancePorts {
  readonly plans: { find(tenantId: string): Promise<Plan | undefined> };
  readonly places: Places;
  readonly months: MonthlyCounts;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Outcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: 'too-many-recordings' | 'monthly-recordings';
      readonly detail: string;
    };

/** Milliseconds after which a recording that nobody ended is taken for one that nobody makes any more. */
export const longestRecording = 4 * 3_600_000;

export const monthOf = (now: number) => new Date(now).toISOString().slice(0, 7);

/** How many recordings a plan lets run at once, and begin in a month. */
export function recordingAllowance({ plans: present, places, months, now }: AllowancePorts) {
  const planOf = async (tenantId: string) => (await present.find(tenantId)) ?? 'STARTER';

  const takeOfMonth = async (tenantId: string, plan: Plan): Promise<Outcome> => {
    const { recordingsPerMonth: most } = plans[plan];
    if (await months.add(tenantId, monthOf(now()), most)) return { ok: true };
    const detail = `${plan} has ${most} recordings a month.`;
    return { ok: false, reason: 'monthly-recordings', detail };
  };

  return {
    async take(tenantId: string, recordingId: string): Promise<Outcome> {
      const plan = await planOf(tenantId);
      const { concurrentRecordings: most } = plans[plan];
      const holder = { id: recordingId, until: now() + longestRecording };
      if (!(await places.take(tenantId, holder, most))) {
        const detail = `${plan} lets ${most} recordings run at once; finish or discard one.`;
        return { ok: false, reason: 'too-many-recordings', detail };
      }
      const taken = await takeOfMonth(tenantId, plan);
      if (!taken.ok) await places.free(tenantId, recordingId);
      return taken;
    },
    takeImport: async (tenantId: string): Promise<Outcome> => takeOfMonth(tenantId, await planOf(tenantId)),
    free: (tenantId: string, recordingId: string) => places.free(tenantId, recordingId),
    async giveBack(tenantId: string, recordingId: string): Promise<void> {
      await places.free(tenantId, recordingId);
      await months.takeBack(tenantId, monthOf(now()));
    },
  };
}
