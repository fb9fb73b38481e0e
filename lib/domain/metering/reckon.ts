import type { Audited } from '../../contracts/audit/audited.ts';
import type { Plan } from '../../contracts/metering/plan.ts';
import type { PaidPlan } from './payments.ts';
import { endAll, type Standing, standingOf } from './subscriptions.ts';
import type { PlannedTenant, Telling } from './tenant-plans.ts';

export interface ReckonPorts {
  readonly newChangeId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * The tenant as its payments have it now: the plan that is paid for, what is to be ended, and what is to be told. A plan
 * that somebody else put in force stays until the payments give another one than they gave before. Nothing that the
 * tenant has is taken away; it only gets no more of it.
 */
export function reckon(ports: ReckonPorts, tenant: PlannedTenant): PlannedTenant {
  const { standing, superfluous } = standingOf(tenant.subscriptions, ports.now());
  if (isSame(standing, tenant.standing) && superfluous.length === 0) return tenant;
  const after = withoutPaying(ports, { ...tenant, standing }, superfluous);
  const told = tellingOf(ports, tenant.standing, standing);
  const kept = told ? { ...after, toTell: [...after.toTell, told] } : after;
  if (standing.plan === tenant.standing.plan) return kept;
  const lost = standing.state === 'lapsed' || standing.state === 'none';
  return inForce(ports, kept, standing.plan, lost ? 'not-paid' : undefined);
}

/** The provider is to end them, and nothing that it tells of them from now on counts. */
export function withoutPaying(
  { now }: ReckonPorts,
  tenant: PlannedTenant,
  subscriptions: readonly string[],
): PlannedTenant {
  if (subscriptions.length === 0) return tenant;
  return {
    ...tenant,
    subscriptions: endAll(tenant.subscriptions, subscriptions, Math.floor(now() / 1_000)),
    toEnd: [...tenant.toEnd, ...subscriptions.filter((id) => !tenant.toEnd.includes(id))],
  };
}

/** On the plan, and everybody to be told of it. */
export function inForce(
  { newChangeId, now }: ReckonPorts,
  tenant: PlannedTenant,
  plan: Plan,
  because?: 'not-paid',
): PlannedTenant {
  if (tenant.plan === plan) return tenant;
  const { tenantId, plan: before } = tenant;
  const at = new Date(now()).toISOString();
  const change = { id: newChangeId(), tenantId, before, after: plan, at };
  const telling: Telling = { kind: 'plan-changed', change, ...(because && { because }) };
  return { ...tenant, plan, toTell: [...tenant.toTell, telling] };
}

/** For the log, where the plan is another one. */
export function planChange(
  before: PlannedTenant,
  after: PlannedTenant,
  actor: Audited['actor'],
): readonly Audited[] {
  if (before.plan === after.plan) return [];
  const { tenantId } = before;
  const resource = { kind: 'Tenant', id: tenantId };
  const facts = { before: before.plan, after: after.plan };
  return [{ tenantId, actor, action: 'changePlan', resource, facts }];
}

function tellingOf({ newChangeId }: ReckonPorts, before: Standing, after: Standing): Telling | undefined {
  const { graceEndsAt, plan, state } = after;
  if (state === 'past-due' && graceEndsAt && before.graceEndsAt !== graceEndsAt)
    return { kind: 'payment-failed', id: newChangeId(), plan: plan as PaidPlan, until: graceEndsAt };
  if (state === 'paid' && before.state === 'past-due' && before.subscription === after.subscription)
    return { kind: 'payment-made', id: newChangeId(), plan: plan as PaidPlan };
  return undefined;
}

function isSame(one: Standing, other: Standing): boolean {
  return (['plan', 'state', 'subscription', 'graceEndsAt', 'owed'] as const).every(
    (name) => one[name] === other[name],
  );
}
