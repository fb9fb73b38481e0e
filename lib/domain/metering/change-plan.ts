import { actorOf } from '../../contracts/audit/audited.ts';
import { type Plan, type PlanResponse, planNames } from '../../contracts/metering/plan.ts';
import { changeTenant } from './change-tenant.ts';
import type { PaidPlan, Payments } from './payments.ts';
import { type ReadPlanPorts, readPlan } from './read-plan.ts';
import { inForce, reckon, withoutPaying } from './reckon.ts';
import type { SettlePorts } from './settle-plan.ts';
import { type Fact, learn, unpaid } from './subscriptions.ts';
import type { PlannedTenant } from './tenant-plans.ts';
import { exceeded } from './usage.ts';

export interface ChangePlanPorts
  extends Omit<SettlePorts, 'payments'>,
    Omit<ReadPlanPorts, 'payments' | 'plans'> {
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
  const rank = rankOf(plan) - rankOf(tenant.plan);
  const refused = await (rank === 0
    ? keepPlan(ports, caller, tenant)
    : rank < 0
      ? downgrade(ports, caller, tenant, plan)
      : upgrade(ports, caller, tenant, plan as PaidPlan));
  return refused ?? readPlan(ports, caller);
}

/** To ask for the plan that one has gives up a change that is not paid yet, and what is owed for a larger one. */
async function keepPlan(
  ports: ChangePlanPorts,
  caller: Caller,
  tenant: PlannedTenant,
): Promise<Refused | undefined> {
  if (tenant.standing.state === 'lapsed') return stopPaying(ports, caller, tenant.plan);
  let kept = false;
  await changeTenant(ports, caller.tenantId, (found) => {
    kept = found.pending !== undefined;
    if (!found.pending) return undefined;
    const facts = { before: found.plan, after: found.plan, givenUp: found.pending.plan };
    return { after: { ...found, pending: undefined }, audited: [changed(caller, facts)] };
  });
  return kept ? undefined : { ok: false, reason: 'same-plan' };
}

async function downgrade(
  ports: ChangePlanPorts,
  caller: Caller,
  { standing, tenantId }: PlannedTenant,
  plan: Plan,
): Promise<Refused | undefined> {
  const errors = exceeded(await ports.usage.of(tenantId), plan);
  if (errors.length > 0) return { ok: false, reason: 'usage-exceeds-plan', errors };
  if (plan === 'STARTER') return stopPaying(ports, caller, plan);
  const payments = await ports.payments();
  if (!payments || !standing.subscription) return giveUp(ports, caller, plan);
  const moved = await move(ports, payments, standing.subscription, plan as PaidPlan);
  if (!moved) return { ok: false, reason: 'payment-refused' };
  // Beside one that is lapsed, what somebody else put in force is given up.
  return standing.state === 'lapsed' ? giveUp(ports, caller, plan) : followMove(ports, caller, moved);
}

/** The subscription is ended by what follows from the change, which is tried until it works. */
async function stopPaying(ports: ChangePlanPorts, caller: Caller, plan: Plan): Promise<undefined> {
  await changeTenant(ports, caller.tenantId, (tenant) => {
    const { pending: _, ...rest } = tenant;
    const { subscription } = tenant.standing;
    const quit = withoutPaying(ports, { ...rest, standing: unpaid }, subscription ? [subscription] : []);
    const after = inForce(ports, quit, smaller(plan, tenant.plan));
    const facts = { ...factsOf(tenant, after, plan), ...(subscription && { ended: subscription }) };
    return { after, audited: [changed(caller, facts)] };
  });
}

/** What nothing pays for only becomes less, whoever changed it since it was read. */
async function giveUp(ports: ChangePlanPorts, caller: Caller, plan: Plan): Promise<undefined> {
  await changeTenant(ports, caller.tenantId, (tenant) => {
    const after = inForce(ports, { ...tenant, pending: undefined }, smaller(plan, tenant.plan));
    return { after, audited: [changed(caller, factsOf(tenant, after, plan))] };
  });
}

type Moved = Fact & { readonly plan: PaidPlan };

/**
 * Undefined: it could not be paid. True from when it was asked for: what the provider tells of it is never older, so
 * that of several moves the provider's order counts and not that of its answers.
 */
async function move(
  ports: ChangePlanPorts,
  payments: Payments,
  subscription: string,
  plan: PaidPlan,
): Promise<Moved | undefined> {
  const at = Math.floor(ports.now() / 1_000);
  return (await payments.move(subscription, plan)) ? { subscription, at, plan } : undefined;
}

/** The provider may have told of it already, and of more: the plan is what is paid for now. */
async function followMove(ports: ChangePlanPorts, caller: Caller, fact: Moved): Promise<undefined> {
  await changeTenant(ports, caller.tenantId, (tenant) => {
    const after = withMove(ports, tenant, fact);
    return { after, audited: [changed(caller, factsOf(tenant, after, fact.plan))] };
  });
}

function withMove(ports: ChangePlanPorts, tenant: PlannedTenant, fact: Moved): PlannedTenant {
  const after = reckon(ports, { ...tenant, subscriptions: learn(tenant.subscriptions, fact) });
  const { plan, state, subscription } = after.standing;
  // It ended or lapsed while it was moved, or another one was paid.
  if (subscription !== fact.subscription || state === 'lapsed') return after;
  // Asked for, so that what an operator put in force does not stay.
  return inForce(ports, { ...after, pending: undefined }, plan);
}

async function upgrade(
  ports: ChangePlanPorts,
  caller: Caller,
  { pending, standing, tenantId }: PlannedTenant,
  plan: PaidPlan,
): Promise<Refused | undefined> {
  const payments = await ports.payments();
  if (!payments) return { ok: false, reason: 'needs-operator' };
  // One that is lapsed is replaced by a new one, and ended when that is paid.
  if (standing.subscription && standing.state !== 'lapsed') {
    const moved = await move(ports, payments, standing.subscription, plan);
    return moved ? followMove(ports, caller, moved) : { ok: false, reason: 'payment-refused' };
  }
  if (pending?.plan === plan && isOpen(pending.since, ports.now())) return undefined;
  const { id: checkout, url: checkoutUrl } = await payments.checkout({ tenantId, plan });
  const since = new Date(ports.now()).toISOString();
  await changeTenant(ports, tenantId, (tenant) => ({
    after: { ...tenant, pending: { plan, checkout, checkoutUrl, since } },
    audited: [changed(caller, { awaited: plan })],
  }));
  return undefined;
}

/** Milliseconds for which a page to pay on is offered again; the provider closes it after a day. */
const offered = 23 * 3_600_000;
const isOpen = (since: string, now: number) => now - Date.parse(since) < offered;

const rankOf = (plan: Plan) => planNames.indexOf(plan);
const smaller = (one: Plan, other: Plan) => (rankOf(one) < rankOf(other) ? one : other);

const factsOf = (before: PlannedTenant, after: PlannedTenant, asked: Plan) => ({
  before: before.plan,
  after: after.plan,
  ...(after.plan !== asked && { asked }),
});

const changed = (caller: Caller, facts: Readonly<Record<string, string>>) => ({
  tenantId: caller.tenantId,
  actor: actorOf(caller),
  action: 'changePlan',
  resource: { kind: 'Tenant', id: caller.tenantId },
  facts,
});
