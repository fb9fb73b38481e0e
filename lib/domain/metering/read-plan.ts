import { plans as limitsOf, type PlanResponse } from '../../contracts/metering/plan.ts';
import type { PlannedTenant, TenantPlans } from './tenant-plans.ts';
import type { Usage } from './usage.ts';

export interface ReadPlanPorts {
  readonly plans: Pick<TenantPlans, 'find'>;
  readonly usage: Usage;
}

type ReadOutcome =
  | { readonly ok: true; readonly value: PlanResponse }
  | { readonly ok: false; readonly reason: 'not-found' };

export async function readPlan(
  { plans, usage }: ReadPlanPorts,
  { tenantId }: { readonly tenantId: string },
): Promise<ReadOutcome> {
  const tenant = await plans.find(tenantId);
  if (!tenant) return { ok: false, reason: 'not-found' };
  return { ok: true, value: { ...shown(tenant), usage: await usage.of(tenantId) } };
}

function shown({ plan, pending }: PlannedTenant): Omit<PlanResponse, 'usage'> {
  return {
    plan,
    limits: limitsOf[plan],
    pending: pending ? { plan: pending.plan, checkoutUrl: pending.checkoutUrl, since: pending.since } : null,
  };
}
