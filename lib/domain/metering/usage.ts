import { type Plan, type PlanLimits, type PlanUsage, plans } from '../../contracts/metering/plan.ts';

export interface Usage {
  /** What a tenant uses now. */
  of(tenantId: string): Promise<PlanUsage>;
}

type Limited = keyof PlanLimits & keyof PlanUsage;

/** What a tenant must have less of before the plan fits. Recordings of the month are none of it: they are made. */
const fitting = [
  'members',
  'apiKeys',
  'guides',
  'concurrentRecordings',
] as const satisfies readonly Limited[];

/** One sentence for each limit that what is used exceeds. */
export function exceeded(usage: PlanUsage, plan: Plan): { pointer: string; message: string }[] {
  return fitting
    .filter((limit) => usage[limit] > plans[plan][limit])
    .map((limit) => ({
      pointer: '/plan',
      message: `${limit}: ${usage[limit]} are used, ${plan} has ${plans[plan][limit]}`,
    }));
}
