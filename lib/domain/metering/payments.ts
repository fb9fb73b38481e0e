import type { Plan, PlanPrice } from '../../contracts/metering/plan.ts';

/** The payment provider, where the deployment has one. Prices, cards and invoices are its business. */
export interface Payments {
  /** A page of the provider's where the plan is paid for. */
  checkout(order: Order): Promise<{ readonly id: string; readonly url: string }>;
  /** False when the provider could not collect what the other plan costs. */
  move(subscription: string, plan: PaidPlan): Promise<boolean>;
  /** What is over already counts as ended. */
  end(subscription: string): Promise<void>;
  /** What the plans cost; null where that is no one figure. */
  prices(): Promise<Readonly<Record<PaidPlan, PlanPrice | null>>>;
  /** A page of the provider's where what is owed for the subscription can be paid. */
  payPage(subscription: string): Promise<string | undefined>;
}

export type PaidPlan = Exclude<Plan, 'STARTER'>;

export interface Order {
  readonly tenantId: string;
  readonly plan: PaidPlan;
}

/** As Stripe has them: https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses */
export const subscriptionStatuses = [
  'incomplete',
  'incomplete_expired',
  'trialing',
  'active',
  'past_due',
  'unpaid',
  'paused',
  'canceled',
] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

interface OfTenant {
  readonly id: string;
  readonly tenantId: string;
  /** Seconds since the epoch at which it was so. */
  readonly at: number;
}

/** What the provider has to say, once its signature was checked. Events come late, twice and in any order. */
export type PaymentEvent =
  | (OfTenant & {
      readonly kind: 'paid';
      readonly plan: PaidPlan;
      readonly checkout: string;
      readonly subscription: string;
    })
  | (OfTenant & { readonly kind: 'not-paid'; readonly checkout: string })
  | (OfTenant & {
      readonly kind: 'subscription';
      readonly subscription: string;
      readonly status: SubscriptionStatus;
      /** That of its price, where it is one of ours. */
      readonly plan?: PaidPlan | undefined;
    })
  | { readonly kind: 'other'; readonly id: string };
