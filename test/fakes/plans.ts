import type { Audited } from '../../lib/contracts/audit/audited.ts';
import type { Plan, PlanUsage } from '../../lib/contracts/metering/plan.ts';
import type { PlanChanged } from '../../lib/contracts/metering/plan-changed.ts';
import type { PaymentEvent } from '../../lib/domain/metering/payments.ts';
import type { PlannedTenant, TenantPlans } from '../../lib/domain/metering/tenant-plans.ts';

/** A tenant on a plan, a payment provider, and whoever is told of changes. */
export function fakePlans(initial: Partial<PlannedTenant> = {}) {
  const state = {
    now: Date.parse('2026-03-01T12:00:00Z'),
    tenant: { tenantId: 'tnt_1', name: 'Acme', plan: 'STARTER' as Plan, ...initial } as PlannedTenant,
    usage: {
      members: 1,
      apiKeys: 1,
      guides: 1,
      concurrentRecordings: 0,
      recordingsThisMonth: 1,
    } as PlanUsage,
    audited: [] as Audited[],
    told: [] as PlanChanged[],
    mails: [] as { to: string; plan: Plan }[],
    paid: [] as string[],
    done: new Set<string>(),
    cardHolds: true,
    provider: true,
    busWorks: true,
  };
  const set = (part: Partial<PlannedTenant>) => {
    state.tenant = { ...state.tenant, ...part };
  };
  const plans: TenantPlans = {
    find: async (id) => (id === state.tenant.tenantId ? state.tenant : undefined),
    async change({ change, subscription, paidBy }, audited) {
      if (state.tenant.plan !== change.before) return false;
      set({ plan: change.after, unannounced: change, pending: undefined });
      if (subscription !== undefined) set({ subscription });
      if (paidBy !== undefined) set({ paidBy });
      state.audited.push(audited);
      return true;
    },
    async await(_, pending, audited) {
      set({ pending });
      state.audited.push(audited);
    },
    async dropPending(_, checkout, audited) {
      if (state.tenant.pending?.checkout !== checkout) return;
      set({ pending: undefined });
      state.audited.push(audited);
    },
    async dropSubscription(_, subscription) {
      if (state.tenant.subscription === subscription) set({ subscription: undefined });
    },
    async announced({ id }) {
      if (state.tenant.unannounced?.id === id) set({ unannounced: undefined });
    },
  };
  let count = 0;
  const payments = {
    async checkout({ plan }: { plan: Plan }) {
      state.paid.push(`checkout ${plan}`);
      return { id: `cs_${++count}`, url: `https://pay.example/${count}` };
    },
    async move(subscription: string, plan: Plan) {
      state.paid.push(`move ${subscription} ${plan}`);
      return state.cardHolds;
    },
    end: async (subscription: string) => void state.paid.push(`end ${subscription}`),
  };
  const ports = {
    plans,
    usage: { of: async () => state.usage },
    owners: { emailsOf: async () => ['ada@example.com', 'ida@example.com'] },
    bus: {
      async announce(change: PlanChanged) {
        if (!state.busWorks) throw new Error('the bus is away');
        state.told.push(change);
      },
    },
    mails: { planChanged: async (mail: { to: string; plan: Plan }) => void state.mails.push(mail) },
    payments: async () => (state.provider ? payments : undefined),
    /** The body is the event; the signature says whether it is to be believed. */
    events: {
      read: async (body: string, signature: string | undefined) =>
        signature === 'good' ? (JSON.parse(body) as PaymentEvent) : undefined,
      isDone: async (id: string) => state.done.has(id),
      markDone: async (id: string) => void state.done.add(id),
    },
    newChangeId: () => `chg_${++count}`,
    now: () => state.now,
  };
  return { state, ports };
}
