import { plans as limitsOf, type PlanResponse } from '../../contracts/metering/plan.ts';
import type { Payments } from './payments.ts';
import type { PlannedTenant, TenantPlans } from './tenant-plans.ts';
import type { Usage } from './usage.ts';

export interface ReadPlanPorts {
  readonly plans: Pick<TenantPlans, 'find'>;
  readonly usage: Usage;
  /** Undefined where the deployment has no payment provider, or has not set it up yet. */
  readonly payments: () => Promise<Pick<Payments, 'payPage' | 'prices'> | undefined>;
}

type ReadOutcome =
  | { readonly ok: true; readonly value: PlanResponse }
  | { readonly ok: false; readonly reason: 'not-found' };

export async function readPlan(
  ports: ReadPlanPorts,
  { tenantId }: { readonly tenantId: string },
): Promise<ReadOutcome> {
  const tenant = await ports.plans.find(tenantId);
  if (!tenant) return { ok: false, reason: 'not-found' };
  const { plan, pending } = tenant;
  const [usage, prices, payment] = await Promise.all([
    ports.usage.of(tenantId),
    pricesOf(ports),
    paymentOf(ports, tenant),
  ]);
  return {
    ok: true,
    value: {
      ...{ plan, limits: limitsOf[plan], usage, prices, payment },
      pending: pending
        ? { plan: pending.plan, checkoutUrl: pending.checkoutUrl, since: pending.since }
        : null,
    },
  };
}

/** The plan can be read while the provider is in trouble: only what it would have said is missing then. */
async function pricesOf({ payments }: ReadPlanPorts): Promise<PlanResponse['prices']> {
  const unknown = { PROFESSIONAL: null, ENTERPRISE: null };
  const provider = await payments();
  return provider ? provider.prices().catch(() => unknown) : null;
}

async function paymentOf(
  { payments }: ReadPlanPorts,
  { standing }: PlannedTenant,
): Promise<PlanResponse['payment']> {
  const { graceEndsAt = null, owed, plan, state, subscription } = standing;
  if (!subscription || state === 'none' || state === 'paid') return null;
  const provider = await payments();
  const payUrl = await provider?.payPage(subscription).catch(() => undefined);
  return { state, plan: owed ?? plan, graceEndsAt, payUrl: payUrl ?? null };
}
