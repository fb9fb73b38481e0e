import type { Audited } from '../../lib/contracts/audit/audited.ts';
import type { Plan, PlanUsage } from '../../lib/contracts/metering/plan.ts';
import type { PlanChanged } from '../../lib/contracts/metering/plan-changed.ts';
import type { PaymentEvent } from '../../lib/domain/metering/payments.ts';
import type { PlanMail } from '../../lib/domain/metering/settle-plan.ts';
import { learn, standingOf, unpaid } from '../../lib/domain/metering/subscriptions.ts';
import type { PlannedTenant, TenantPlans, Unsettled } from '../../lib/domain/metering/tenant-plans.ts';

export const planTime = Date.parse('2026-03-01T12:00:00Z');

/** On a plan that a subscription pays for since yesterday. */
export function paying(plan: 'PROFESSIONAL' | 'ENTERPRISE', subscription: string): Partial<PlannedTenant> {
  const at = planTime / 1_000 - 24 * 3_600;
  const subscriptions = learn({}, { subscription, at, plan, checkout: 'cs_before' });
  return { plan, subscriptions, standing: standingOf(subscriptions, planTime).standing };
}

/** A tenant on a plan, a payment provider, and whoever is told of changes. */
export function fakePlans(initial: Partial<PlannedTenant> = {}) {
  const state = {
    now: planTime,
    tenant: {
      ...{ tenantId: 'tnt_1', name: 'Acme', plan: 'STARTER' as Plan, standing: unpaid, revision: 0 },
      ...{ subscriptions: {}, toEnd: [], toTell: [], ...initial },
    } as PlannedTenant,
    usage: {
      members: 1,
      apiKeys: 1,
      guides: 1,
      concurrentRecordings: 0,
      recordingsThisMonth: 1,
    } as PlanUsage,
    audited: [] as Audited[],
    told: [] as PlanChanged[],
    mails: [] as PlanMail[],
    paid: [] as string[],
    /** Subscriptions that cost something. */
    running: new Set<string>(Object.keys(initial.subscriptions ?? {})),
    unsettled: new Map<string, { mark: string; at: number }>(),
    later: [] as unknown[],
    cardHolds: true,
    provider: true,
    providerWorks: true,
    busWorks: true,
  };
  let count = 0;
  const plans: TenantPlans = {
    find: async (id) => (id === state.tenant.tenantId ? state.tenant : undefined),
    async save(before, after, audited) {
      if (state.tenant.revision !== before.revision) return false;
      state.tenant = { ...after, revision: before.revision + 1 };
      state.audited.push(...audited);
      return true;
    },
  };
  const unsettled: Unsettled = {
    async note(tenantId) {
      const mark = `mark ${++count}`;
      state.unsettled.set(tenantId, { mark, at: state.now });
      return { tenantId, mark };
    },
    list: async (before) =>
      [...state.unsettled]
        .filter(([, { at }]) => at < before)
        .map(([tenantId, { mark }]) => ({ tenantId, mark })),
    async clear({ tenantId, mark }) {
      if (state.unsettled.get(tenantId)?.mark === mark) state.unsettled.delete(tenantId);
    },
  };
  const reach = () => {
    if (!state.providerWorks) throw new Error('the provider does not answer');
  };
  const payments = {
    async checkout({ plan }: { plan: Plan }) {
      reach();
      state.paid.push(`checkout ${plan}`);
      return { id: `cs_${++count}`, url: `https://pay.example/${count}` };
    },
    async move(subscription: string, plan: Plan) {
      reach();
      state.paid.push(`move ${subscription} ${plan}`);
      return state.cardHolds;
    },
    async end(subscription: string) {
      reach();
      state.paid.push(`end ${subscription}`);
      state.running.delete(subscription);
    },
    async prices() {
      reach();
      const every = { count: 1, unit: 'month' as const };
      return { PROFESSIONAL: { amount: 49, currency: 'EUR', every }, ENTERPRISE: null };
    },
    async payPage(subscription: string) {
      reach();
      return `https://pay.example/owed/${subscription}`;
    },
  };
  const ports = {
    plans,
    unsettled,
    usage: { of: async () => state.usage },
    people: {
      emailsOf: async (_: string, who: 'owners' | 'admins') => [
        ...['ada@example.com', 'ida@example.com'],
        ...(who === 'admins' ? ['adam@example.com'] : []),
      ],
    },
    bus: {
      async announce(change: PlanChanged) {
        if (!state.busWorks) throw new Error('the bus is away');
        state.told.push(change);
      },
    },
    mails: { send: async (mail: PlanMail) => void state.mails.push(mail) },
    payments: async () => (state.provider ? payments : undefined),
    /** The body is the event; the signature says whether it is to be believed. */
    events: {
      read: async (body: string, signature: string | undefined) =>
        signature === 'good' ? (JSON.parse(body) as PaymentEvent) : undefined,
    },
    later: (error: unknown): void => {
      state.later.push(error);
    },
    newChangeId: () => `chg_${++count}`,
    now: () => state.now,
  };
  return { state, ports };
}
export type FakePlans = ReturnType<typeof fakePlans>;
