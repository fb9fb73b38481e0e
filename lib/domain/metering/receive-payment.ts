import type { Audited } from '../../contracts/audit/audited.ts';
import { changeTenant } from './change-tenant.ts';
import type { PaymentEvent } from './payments.ts';
import { planChange, reckon } from './reckon.ts';
import type { SettlePorts } from './settle-plan.ts';
import { type Fact, learn } from './subscriptions.ts';
import type { PlannedTenant } from './tenant-plans.ts';

export interface ReceivePaymentPorts extends SettlePorts {
  readonly events: {
    /** Undefined when the signature is none of the provider's, or too old. */
    read(body: string, signature: string | undefined): Promise<PaymentEvent | undefined>;
  };
}

type ReceiveOutcome =
  | { readonly ok: true; readonly value: undefined }
  | { readonly ok: false; readonly reason: 'invalid-signature' };

type OfTenant = Exclude<PaymentEvent, { readonly kind: 'other' }>;

/**
 * Takes what an event of the payment provider says for a fact, and the tenant's plan from all facts together: events
 * that come again, late or in another order come to the same. What fails before the write comes again from the
 * provider; what fails after it is gone on with by the schedule.
 */
export async function receivePayment(
  ports: ReceivePaymentPorts,
  body: string,
  signature: string | undefined,
): Promise<ReceiveOutcome> {
  const event = await ports.events.read(body, signature);
  if (!event) return { ok: false, reason: 'invalid-signature' };
  if (event.kind !== 'other')
    await changeTenant(ports, event.tenantId, (tenant) => {
      const heard = hear(tenant, event);
      if (heard === tenant) return undefined;
      const after = reckon(ports, heard);
      return { after, audited: [received(event), ...planChange(tenant, after, provider)] };
    });
  return { ok: true, value: undefined };
}

/** With what the event tells; the very same when that was known. */
function hear(tenant: PlannedTenant, event: OfTenant): PlannedTenant {
  if (event.kind === 'not-paid')
    return tenant.pending?.checkout === event.checkout ? { ...tenant, pending: undefined } : tenant;
  const subscriptions = learn(tenant.subscriptions, factOf(event));
  if (subscriptions === tenant.subscriptions) return tenant;
  // What is paid settles what was to be paid, on whichever page.
  const pending = event.kind === 'paid' ? undefined : tenant.pending;
  return { ...tenant, subscriptions, pending };
}

function factOf(event: Exclude<OfTenant, { readonly kind: 'not-paid' }>): Fact {
  const { at, plan, subscription } = event;
  if (event.kind === 'paid') return { subscription, at, plan, checkout: event.checkout };
  return { subscription, at, plan, status: event.status };
}

const provider = { kind: 'system', id: 'payment-provider' } as const;

function received(event: OfTenant): Audited {
  const { id, kind, tenantId } = event;
  const about: Record<string, string> =
    kind === 'not-paid' ? { checkout: event.checkout } : { subscription: event.subscription };
  const status = kind === 'subscription' ? event.status : kind;
  return {
    tenantId,
    actor: provider,
    action: 'receivePayment',
    resource: { kind: 'Tenant', id: tenantId },
    facts: { event: id, status, ...about },
  };
}
