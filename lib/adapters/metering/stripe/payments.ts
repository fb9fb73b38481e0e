import * as z from 'zod/mini';
import type { Payments } from '../../../domain/metering/payments.ts';
import { PermanentFault } from '../../../runtime/faults.ts';
import type { StripeAccount } from './account.ts';
import { callStripe, done } from './client.ts';
import type { Prices } from './events.ts';
import { priceOf } from './price.ts';

const session = z.object({ id: z.string(), url: z.string() });
const subscriptionItems = z.object({ items: z.object({ data: z.array(z.object({ id: z.string() })) }) });
const owing = z.object({
  latest_invoice: z.nullable(
    z.object({ status: z.nullable(z.string()), hosted_invoice_url: z.nullish(z.string()) }),
  ),
});

export interface Shop {
  readonly prices: Prices;
  /** Where whoever paid, or did not, goes on. */
  readonly returnUrl: string;
}

/** Payments through Stripe: Checkout for the first one, and the subscription that it makes for what follows. */
export function stripePayments(
  account: StripeAccount,
  { prices, returnUrl }: Shop,
  request = fetch,
): Payments {
  const call = (method: 'GET' | 'POST' | 'DELETE', path: string, form = {}) =>
    callStripe(account, method, path, form, request);
  const place = (subscription: string) => `/v1/subscriptions/${encodeURIComponent(subscription)}`;
  const costOf = async (price: string) =>
    priceOf(done(await call('GET', `/v1/prices/${encodeURIComponent(price)}`)));
  return {
    async checkout({ tenantId, plan }) {
      const metadata = { tenant_id: tenantId, plan };
      const answer = await call('POST', '/v1/checkout/sessions', {
        mode: 'subscription',
        client_reference_id: tenantId,
        line_items: [{ price: prices[plan], quantity: 1 }],
        metadata,
        subscription_data: { metadata },
        success_url: `${returnUrl}?payment=done`,
        cancel_url: `${returnUrl}?payment=given-up`,
      });
      return session.parse(done(answer));
    },
    async move(subscription, plan) {
      const { items } = subscriptionItems.parse(done(await call('GET', place(subscription))));
      const [item] = items.data;
      if (!item) throw new PermanentFault('the subscription has no price');
      const answer = await call('POST', place(subscription), {
        items: [{ id: item.id, price: prices[plan] }],
        metadata: { plan },
        proration_behavior: 'always_invoice',
        payment_behavior: 'error_if_incomplete',
      });
      if (answer.status === 402) return false;
      done(answer);
      return true;
    },
    async end(subscription) {
      const answer = await call('DELETE', place(subscription));
      if (answer.status !== 404) done(answer);
    },
    async prices() {
      const [PROFESSIONAL, ENTERPRISE] = await Promise.all([
        costOf(prices.PROFESSIONAL),
        costOf(prices.ENTERPRISE),
      ]);
      return { PROFESSIONAL, ENTERPRISE };
    },
    async payPage(subscription) {
      const answer = await call('GET', `${place(subscription)}?expand[]=latest_invoice`);
      const { latest_invoice: invoice } = owing.parse(done(answer));
      return invoice?.status === 'open' ? (invoice.hosted_invoice_url ?? undefined) : undefined;
    },
  };
}
