import { actorOf } from '../../contracts/audit/audited.ts';
import { type Plan, type PlanResponse, planNames } from '../../contracts/metering/plan.ts';
import { announceChange } from './announce-change.ts';
import type { PaidPlan, Payments } from './payments.ts';
import { type ReadPlanPorts, readPlan } from './read-plan.ts';
import { type SetPlanPorts, setPlan } from './set-plan.ts';
import type { PlannedTenant, TenantPlans } from './tenant-plans.ts';
import { exceeded } from './usage.ts';

export interface ChangePlanPorts extends Omit<SetPlanPorts, 'plans'>, Omit<ReadPlanPorts, 'plans'> {
  readonly plans: TenantPlans;
  /** Undefined where the deployment has no payment provider, or has not set it up yet. */
  readonly payments: () => Promise<Payments | undefined>;
}

interface Caller {
  readonly userId: string;
  readonly tenantId: string;
}

type Refused = {
  readonly ok: false;
  readonly reason: 'not-found' | 'same-plan' | 'usage-exceeds-plan' | 'needs-operator' | 'payment-refused';
  readonly errors?: { pointer: string; message: string }[];
};
type ChangeOutcome = { readonly ok: true; readonly value: PlanResponse } | Refused;

/** What costs less is in force at once, if it fits; what costs more, once it is paid. */
export async function changePlan(ports: ChangePlanPorts, caller: Caller, plan: Plan): Promise<ChangeOutcome> {
  const tenant = await ports.plans.find(caller.tenantId);
  if (!tenant) return { ok: false, reason: 'not-found' };
  const rank = planNames.indexOf(plan) - planNames.indexOf(tenant.plan);
  const refused = await (rank === 0
    ? keepPlan(ports, caller, tenant)
    : rank < 0
      ? downgrade(ports, caller, tenant, plan)
      : upgrade(ports, caller, tenant, plan as PaidPlan));
  return refused ?? readPlan(ports, caller);
}

/** To ask for the plan that one has gives up a change that is not paid yet. */
async function keepPlan(
  ports: ChangePlanPorts,
  caller: Caller,
  tenant: PlannedTenant,
): Promise<Refused | undefined> {
  const { pending, subscription, tenantId, unannounced } = tenant;
  const unfinished = unannounced || (tenant.plan === 'STARTER' && subscription);
  if (unfinished) {
    await announceChange(ports, tenant);
    if (tenant.plan === 'STARTER') await stopPaying(ports, tenant);
    return undefined;
  }
  if (!pending) return { ok: false, reason: 'same-plan' };
  const facts = { before: tenant.plan, after: tenant.plan, givenUp: pending.plan };
  await ports.plans.dropPending(tenantId, pending.checkout, changed(caller, facts));
  return undefined;
}

async function downgrade(
  ports: ChangePlanPorts,
  caller: Caller,
  tenant: PlannedTenant,
  plan: Plan,
): Promise<Refused | undefined> {
  const { subscription, tenantId } = tenant;
  const errors = exceeded(await ports.usage.of(tenantId), plan);
  if (errors.length > 0) return { ok: false, reason: 'usage-exceeds-plan', errors };
  if (plan === 'STARTER') {
    await setPlan(ports, tenantId, plan, actorOf(caller));
    await stopPaying(ports, tenant);
    return undefined;
  }
  const payments = await ports.payments();
  if (subscription && payments) await payments.move(subscription, plan as PaidPlan);
  await setPlan(ports, tenantId, plan, actorOf(caller));
  return undefined;
}

/** What the provider could not be told is told it by the next call. */
async function stopPaying(
  ports: Pick<ChangePlanPorts, 'payments' | 'plans'>,
  { subscription, tenantId }: PlannedTenant,
): Promise<void> {
  const payments = await ports.payments();
  if (!subscription || !payments) return;
  await payments.end(subscription);
  await ports.plans.dropSubscription(tenantId, subscription);
}

async function upgrade(
  ports: ChangePlanPorts,
  caller: Caller,
  { pending, subscription, tenantId }: PlannedTenant,
  plan: PaidPlan,
): Promise<Refused | undefined> {
  const payments = await ports.payments();
  if (!payments) return { ok: false, reason: 'needs-operator' };
  if (subscription) {
    if (!(await payments.move(subscription, plan))) return { ok: false, reason: 'payment-refused' };
    await setPlan(ports, tenantId, plan, actorOf(caller));
    return undefined;
  }
  if (pending?.plan === plan && isOpen(pending.since, ports.now())) return undefined;
  const { id: checkout, url: checkoutUrl } = await payments.checkout({ tenantId, plan });
  const since = new Date(ports.now()).toISOString();
  await ports.plans.await(
    tenantId,
    { plan, checkout, checkoutUrl, since },
    changed(caller, { awaited: plan }),
  );
  return undefined;
}

/** Milliseconds for which a page to pay on is offered again; the provider closes it after a day. */
const offered = 23 * 3_600_000;
const isOpen = (since: string, now: number) => now - Date.parse(since) < offered;

const changed = (caller: Caller, facts: Readonly<Record<string, string>>) => ({
  tenantId: caller.tenantId,
  actor: actorOf(caller),
  action: 'changePlan',
  resource: { kind: 'Tenant', id: caller.tenantId },
  facts,
});
