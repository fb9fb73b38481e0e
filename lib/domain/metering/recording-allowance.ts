import { type Plan, plans } from '../../contracts/metering/plan.ts';
import type { GuideRooms } from './guide-rooms.ts';

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
  readonly rooms: GuideRooms;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Outcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: 'too-many-recordings' | 'monthly-recordings' | 'too-many-guides';
      readonly detail: string;
    };

/** Milliseconds after which a recording that nobody ended is taken for one that nobody makes any more. */
export const longestRecording = 4 * 3_600_000;

/** Milliseconds for which a failed guide workflow can be gone on with, and a day. */
const longestMaking = 15 * 24 * 3_600_000;

export const monthOf = (now: number) => new Date(now).toISOString().slice(0, 7);

/** A recording, and the guide that it is to become. */
interface Allotted {
  readonly tenantId: string;
  readonly recordingId: string;
  readonly guideId: string;
}

/** How many recordings a plan lets run at once, and begin in a month, and how many guides there may be. */
export function recordingAllowance({ plans: present, places, months, rooms, now }: AllowancePorts) {
  const planOf = async (tenantId: string) => (await present.find(tenantId)) ?? 'STARTER';

  const takePlace = async ({ tenantId, recordingId }: Allotted, plan: Plan): Promise<Outcome> => {
    const { concurrentRecordings: most } = plans[plan];
    const holder = { id: recordingId, until: now() + longestRecording };
    if (await places.take(tenantId, holder, most)) return { ok: true };
    const detail = `${plan} lets ${most} recordings run at once; finish or discard one.`;
    return { ok: false, reason: 'too-many-recordings', detail };
  };

  const takeRoom = async ({ tenantId, guideId }: Allotted, plan: Plan): Promise<Outcome> => {
    const holder = { id: guideId, until: now() + longestRecording };
    return (await rooms.take(tenantId, holder, plans[plan].guides)) ? { ok: true } : noRoom(plan);
  };

  const takeOfMonth = async ({ tenantId }: Allotted, plan: Plan): Promise<Outcome> => {
    const { recordingsPerMonth: most } = plans[plan];
    if (await months.add(tenantId, monthOf(now()), most)) return { ok: true };
    const detail = `${plan} has ${most} recordings a month.`;
    return { ok: false, reason: 'monthly-recordings', detail };
  };

  const giveUp = async ({ tenantId, recordingId, guideId }: Allotted): Promise<void> => {
    await Promise.all([places.free(tenantId, recordingId), rooms.free(tenantId, guideId)]);
  };

  /** All of it, or nothing. */
  const takeAll = async (
    recording: Allotted,
    ...takers: readonly ((recording: Allotted, plan: Plan) => Promise<Outcome>)[]
  ): Promise<Outcome> => {
    const plan = await planOf(recording.tenantId);
    for (const take of takers) {
      const taken = await take(recording, plan);
      if (taken.ok) continue;
      await giveUp(recording);
      return taken;
    }
    return { ok: true };
  };

  return {
    giveUp,
    take: (recording: Allotted) => takeAll(recording, takePlace, takeRoom, takeOfMonth),
    takeImport: (recording: Allotted) => takeAll(recording, takeRoom, takeOfMonth),
    async keep({ tenantId, guideId }: Allotted): Promise<Outcome> {
      const holder = { id: guideId, until: now() + longestMaking };
      const most = async () => plans[await planOf(tenantId)].guides;
      return (await rooms.keep(tenantId, holder, most)) ? { ok: true } : noRoom(await planOf(tenantId));
    },
    free: ({ tenantId, recordingId }: Allotted) => places.free(tenantId, recordingId),
    async giveBack(recording: Allotted): Promise<void> {
      await giveUp(recording);
      await months.takeBack(recording.tenantId, monthOf(now()));
    },
  };
}

function noRoom(plan: Plan): Outcome {
  const detail = `${plan} has room for ${plans[plan].guides} guides, and they are there or being made; delete a guide or discard a recording.`;
  return { ok: false, reason: 'too-many-guides', detail };
}
