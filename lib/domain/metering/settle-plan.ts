import type { Plan } from '../../contracts/metering/plan.ts';
import type { PlanChanged } from '../../contracts/metering/plan-changed.ts';
import type { PaidPlan, Payments } from './payments.ts';
import { planChange, type ReckonPorts, reckon } from './reckon.ts';
import type { PlannedTenant, Telling, TenantPlans, Unsettled } from './tenant-plans.ts';

export interface SettlePorts extends ReckonPorts {
  readonly plans: TenantPlans;
  readonly unsettled: Unsettled;
  /** Undefined where the deployment has no payment provider, or has not set it up yet. */
  readonly payments: () => Promise<Pick<Payments, 'end'> | undefined>;
  readonly people: { emailsOf(tenantId: string, who: 'owners' | 'admins'): Promise<string[]> };
  readonly bus: { announce(change: PlanChanged): Promise<void> };
  readonly mails: { send(mail: PlanMail): Promise<void> };
  /** What could not be settled now; the schedule tries again. */
  readonly later: (error: unknown, tenantId: string) => void;
}

/** The same id is one mail, however often it is sent. */
export type PlanMail = { readonly id: string; readonly to: string; readonly company: string } & (
  | { readonly kind: 'plan-changed'; readonly plan: Plan; readonly because?: 'not-paid' | undefined }
  | { readonly kind: 'payment-failed'; readonly plan: PaidPlan; readonly until: string }
  | { readonly kind: 'payment-made'; readonly plan: PaidPlan }
);

const provider = { kind: 'system', id: 'payment-provider' } as const;

/**
 * Does what a tenant's changes left to be done: ends subscriptions that pay for nothing, tells whoever is to know, and
 * ends a grace that is over. Each is struck off once it is done, so that whoever breaks off leaves it to the next; done
 * twice it changes nothing. True when there is nothing left, now or later.
 */
export async function settlePlan(ports: SettlePorts, tenantId: string): Promise<boolean> {
  await endGrace(ports, tenantId);
  // Neither waits for the other: that nobody can be mailed is no reason to let somebody pay on.
  const [ended, told] = await Promise.allSettled([
    endSubscriptions(ports, tenantId),
    tellAll(ports, tenantId),
  ]);
  for (const outcome of [ended, told]) if (outcome.status === 'rejected') throw outcome.reason;
  const tenant = await ports.plans.find(tenantId);
  return !tenant || (tenant.toEnd.length === 0 && tenant.toTell.length === 0 && !mayLapse(tenant));
}

const mayLapse = ({ standing }: PlannedTenant) => standing.state === 'past-due';

async function endGrace(ports: SettlePorts, tenantId: string): Promise<void> {
  await change(ports, tenantId, (tenant) => reckon(ports, tenant));
}

async function endSubscriptions(ports: SettlePorts, tenantId: string): Promise<void> {
  const { toEnd = [] } = (await ports.plans.find(tenantId)) ?? {};
  if (toEnd.length === 0) return;
  const payments = await ports.payments();
  if (!payments) return;
  for (const subscription of toEnd) {
    await payments.end(subscription);
    await change(ports, tenantId, (tenant) =>
      tenant.toEnd.includes(subscription)
        ? { ...tenant, toEnd: tenant.toEnd.filter((id) => id !== subscription) }
        : tenant,
    );
  }
}

async function tellAll(ports: SettlePorts, tenantId: string): Promise<void> {
  const tenant = await ports.plans.find(tenantId);
  for (const telling of tenant?.toTell ?? []) {
    await tell(ports, tenant as PlannedTenant, telling);
    await change(ports, tenantId, (found) => {
      const toTell = found.toTell.filter((one) => idOf(one) !== idOf(telling));
      return toTell.length === found.toTell.length ? found : { ...found, toTell };
    });
  }
}

const idOf = (telling: Telling) => (telling.kind === 'plan-changed' ? telling.change.id : telling.id);

async function tell(ports: SettlePorts, { tenantId, name }: PlannedTenant, telling: Telling): Promise<void> {
  if (telling.kind === 'plan-changed') await ports.bus.announce(telling.change);
  // Whoever may change the plan is told of its change; whoever can see what is owed, of that.
  const who = telling.kind === 'plan-changed' ? 'owners' : 'admins';
  for (const to of await ports.people.emailsOf(tenantId, who))
    await ports.mails.send({ id: idOf(telling), to, company: name, ...said(telling) });
}

function said(telling: Telling) {
  if (telling.kind !== 'plan-changed') {
    const { id: _, ...rest } = telling;
    return rest;
  }
  const { change, kind, because } = telling;
  return { kind, plan: change.after, ...(because && { because }) };
}

/** Until nobody is quicker. */
async function change(
  ports: SettlePorts,
  tenantId: string,
  to: (tenant: PlannedTenant) => PlannedTenant,
): Promise<void> {
  for (let left = tries; left > 0; left--) {
    const tenant = await ports.plans.find(tenantId);
    if (!tenant) return;
    const after = to(tenant);
    if (after === tenant) return;
    if (await ports.plans.save(tenant, after, planChange(tenant, after, provider))) return;
  }
  throw new Error('a plan was changed over and over while it was to be settled');
}

const tries = 30;
