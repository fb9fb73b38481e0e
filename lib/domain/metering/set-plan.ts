import type { Audited } from '../../contracts/audit/audited.ts';
import type { Plan } from '../../contracts/metering/plan.ts';
import { type AnnouncePorts, announceChange } from './announce-change.ts';
import type { PlanChange, TenantPlans } from './tenant-plans.ts';

export interface SetPlanPorts extends AnnouncePorts {
  readonly plans: Pick<TenantPlans, 'find' | 'change' | 'announced'>;
  readonly newChangeId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** More often than that nobody changes a plan at the same moment. */
const tries = 5;

/** Puts the plan in force and tells of it; done already, it is only told. False: there is no such tenant. */
export async function setPlan(
  ports: SetPlanPorts,
  tenantId: string,
  plan: Plan,
  actor: Audited['actor'],
  payment: Pick<PlanChange, 'subscription' | 'paidBy'> = {},
): Promise<boolean> {
  for (let left = tries; left > 0; left--) {
    const tenant = await ports.plans.find(tenantId);
    if (!tenant) return false;
    const settled = tenant.plan === plan && (payment.paidBy ?? tenant.paidBy) === tenant.paidBy;
    if (settled) {
      await announceChange(ports, tenant);
      return true;
    }
    const at = new Date(ports.now()).toISOString();
    const change = { id: ports.newChangeId(), tenantId, before: tenant.plan, after: plan, at };
    const resource = { kind: 'Tenant', id: tenantId };
    const facts = { before: tenant.plan, after: plan };
    const audited = { tenantId, actor, action: 'changePlan', resource, facts };
    if (!(await ports.plans.change({ change, ...payment }, audited))) continue;
    await announceChange(ports, { ...tenant, plan, unannounced: change });
    return true;
  }
  throw new Error('a plan was changed over and over while it was to be changed');
}
