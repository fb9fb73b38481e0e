import * as z from 'zod/mini';
import { type PaidPlan, type PaymentEvent, subscriptionStatuses } from '../../../domain/metering/payments.ts';
import type { ReceivePaymentPorts } from '../../../domain/metering/receive-payment.ts';
import type { StripeAccount } from './account.ts';
import { isSigned } from './signature.ts';

const paidPlan = z.enum(['PROFESSIONAL', 'ENTERPRISE']);
const metadata = z.object({ tenant_id: z.string() });
const event = z.object({
  id: z.string(),
  type: z.string(),
  created: z.int(),
  data: z.object({ object: z.unknown() }),
});
const checkout = z.object({
  id: z.string(),
  payment_status: z.string(),
  subscription: z.string(),
  metadata: z.extend(metadata, { plan: paidPlan }),
});
const expired = z.object({ id: z.string(), metadata });
const subscription = z.object({
  id: z.string(),
  status: z.enum(subscriptionStatuses),
  metadata,
  items: z.optional(z.object({ data: z.array(z.object({ price: z.object({ id: z.string() }) })) })),
});

/** Stripe's ids of the plans' prices. */
export type Prices = Readonly<Record<PaidPlan, string>>;

/** Stripe's events, believed by their signature. */
export function stripeEvents(
  account: () => Promise<StripeAccount | undefined>,
  prices: Prices,
  now: () => number = Date.now,
): ReceivePaymentPorts['events'] {
  return {
    async read(body, signature = '') {
      const { webhookSecret } = (await account()) ?? {};
      if (!webhookSecret || !isSigned(body, signature, webhookSecret, now())) return undefined;
      return meaningOf(event.parse(JSON.parse(body)), prices);
    },
  };
}

/** An account may be used for more than this: what has not the form of ours is none of our business. */
function meaningOf(
  { id, type, created: at, data: { object } }: z.infer<typeof event>,
  prices: Prices,
): PaymentEvent {
  switch (type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded': {
      const { data } = checkout.safeParse(object);
      if (!data || data.payment_status === 'unpaid') break;
      const { tenant_id: tenantId, plan } = data.metadata;
      return { kind: 'paid', id, at, tenantId, plan, checkout: data.id, subscription: data.subscription };
    }
    case 'checkout.session.expired':
    case 'checkout.session.async_payment_failed': {
      const { data } = expired.safeParse(object);
      if (!data) break;
      return { kind: 'not-paid', id, at, tenantId: data.metadata.tenant_id, checkout: data.id };
    }
    case 'customer.subscription.created':
    case 'customer.subscription.updated':
    case 'customer.subscription.paused':
    case 'customer.subscription.resumed':
    case 'customer.subscription.deleted': {
      const { data } = subscription.safeParse(object);
      if (!data) break;
      const tenantId = data.metadata.tenant_id;
      const plan = planOf(data.items?.data[0]?.price.id, prices);
      return { kind: 'subscription', id, at, tenantId, subscription: data.id, status: data.status, plan };
    }
  }
  return { kind: 'other', id };
}

/** Its price says what is paid for, whoever changed that, and where. */
function planOf(price: string | undefined, prices: Prices): PaidPlan | undefined {
  return paidPlan.options.find((plan) => prices[plan] === price);
}
