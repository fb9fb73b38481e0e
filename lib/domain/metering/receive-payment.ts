import type { PaymentEvent, Payments } from './payments.ts';
import { type SetPlanPorts, setPlan } from './set-plan.ts';
import type { TenantPlans } from './tenant-plans.ts';

export interface ReceivePaymentPorts extends Omit<SetPlanPorts, 'plans'> {
  readonly plans: TenantPlans;
  readonly events: {
    /** Undefined when the signature is none of the provider's, or too old. */
    read(body: string, signature: string | undefined): Promise<PaymentEvent | undefined>;
    isDone(id: string): Promise<boolean>;
    markDone(id: string): Promise<void>;
  };
  readonly payments: () => Promise<Pick<Payments, 'end'> | undefined>;
}

type ReceiveOutcome =
  | { readonly ok: true; readonly value: undefined }
  | { readonly ok: false; readonly reason: 'invalid-signature' };

/**
 * Does what an event of the payment provider says, once. It is noted as done when it is: whatever fails before comes
 * again from the provider, and doing it twice changes nothing.
 */
export async function receivePayment(
  ports: ReceivePaymentPorts,
  body: string,
  signature: string | undefined,
): Promise<ReceiveOutcome> {
  const event = await ports.events.read(body, signature);
  if (!event) return { ok: false, reason: 'invalid-signature' };
  if (!(await ports.events.isDone(event.id))) {
    await act(ports, event);
    await ports.events.markDone(event.id);
  }
  return { ok: true, value: undefined };
}

const provider = { kind: 'system', id: 'payment-provider' } as const;

async function act(ports: ReceivePaymentPorts, event: PaymentEvent): Promise<void> {
  switch (event.kind) {
    case 'paid': {
      const { checkout: paidBy, plan, subscription, tenantId } = event;
      const before = (await ports.plans.find(tenantId))?.subscription;
      await setPlan(ports, tenantId, plan, provider, { subscription, paidBy });
      // Two pages to pay on may have been open at once.
      if (before && before !== subscription) await (await ports.payments())?.end(before);
      return;
    }
    case 'not-paid': {
      const { checkout, tenantId } = event;
      const resource = { kind: 'Tenant', id: tenantId };
      const facts = { givenUp: checkout };
      const audited = { tenantId, actor: provider, action: 'changePlan', resource, facts };
      return ports.plans.dropPending(tenantId, checkout, audited);
    }
    case 'ended': {
      const tenant = await ports.plans.find(event.tenantId);
      if (tenant?.subscription !== event.subscription) return;
      // Nothing that the tenant has is taken away; it only gets no more of it.
      await setPlan(ports, event.tenantId, 'STARTER', provider);
      await ports.plans.dropSubscription(event.tenantId, event.subscription);
      return;
    }
    case 'other':
  }
}
