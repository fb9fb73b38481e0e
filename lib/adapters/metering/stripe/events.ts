import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { PaymentEvent } from '../../../domain/metering/payments.ts';
import type { ReceivePaymentPorts } from '../../../domain/metering/receive-payment.ts';
import type { Table } from '../../../runtime/document-client.ts';
import type { StripeAccount } from './account.ts';
import { isSigned } from './signature.ts';

const paidPlan = z.enum(['PROFESSIONAL', 'ENTERPRISE']);
const event = z.object({ id: z.string(), type: z.string(), data: z.object({ object: z.unknown() }) });
const checkout = z.object({
  id: z.string(),
  payment_status: z.string(),
  subscription: z.string(),
  metadata: z.object({ tenant_id: z.string(), plan: paidPlan }),
});
const expired = z.object({ id: z.string(), metadata: z.object({ tenant_id: z.string() }) });
const subscription = z.object({ id: z.string(), metadata: z.object({ tenant_id: z.string() }) });

/** Seconds for which a done event is known; Stripe stops repeating one after three days. */
const kept = 30 * 24 * 3_600;

/** Stripe's events, and `PAYMENT#<event>` for each that was done. */
export function stripeEvents(
  { client, name: TableName }: Table,
  account: () => Promise<StripeAccount | undefined>,
  now: () => number = Date.now,
): ReceivePaymentPorts['events'] {
  const keyOf = (id: string) => ({ pk: `PAYMENT#${id}` });
  return {
    async read(body, signature = '') {
      const { webhookSecret } = (await account()) ?? {};
      if (!webhookSecret || !isSigned(body, signature, webhookSecret, now())) return undefined;
      return meaningOf(event.parse(JSON.parse(body)));
    },
    async isDone(id) {
      const input = { TableName, Key: keyOf(id), ConsistentRead: true };
      return (await client.send(new GetCommand(input))).Item !== undefined;
    },
    async markDone(id) {
      const expiresAt = Math.floor(now() / 1_000) + kept;
      await client.send(new PutCommand({ TableName, Item: { ...keyOf(id), expiresAt } }));
    },
  };
}

/** An account may be used for more than this: what has not the form of ours is none of our business. */
function meaningOf({ id, type, data: { object } }: z.infer<typeof event>): PaymentEvent {
  switch (type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded': {
      const { data } = checkout.safeParse(object);
      if (!data || data.payment_status === 'unpaid') break;
      const { tenant_id: tenantId, plan } = data.metadata;
      return { kind: 'paid', id, tenantId, plan, checkout: data.id, subscription: data.subscription };
    }
    case 'checkout.session.expired':
    case 'checkout.session.async_payment_failed': {
      const { data } = expired.safeParse(object);
      if (!data) break;
      return { kind: 'not-paid', id, tenantId: data.metadata.tenant_id, checkout: data.id };
    }
    case 'customer.subscription.deleted': {
      const { data } = subscription.safeParse(object);
      if (!data) break;
      return { kind: 'ended', id, tenantId: data.metadata.tenant_id, subscription: data.id };
    }
  }
  return { kind: 'other', id };
}
