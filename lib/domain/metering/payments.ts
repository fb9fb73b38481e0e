import type { Plan } from '../../contracts/metering/plan.ts';

/** The payment provider, where the deployment has one. Prices, cards and invoices are its business. */
export interface Payments {
  /** A page of the provider's where the plan is paid for. */
  checkout(order: Order): Promise<{ readonly id: string; readonly url: string }>;
  /** False when the provider could not collect what the other plan costs. */
  move(subscription: string, plan: PaidPlan): Promise<boolean>;
  /** What is over already counts as ended. */
  end(subscription: string): Promise<void>;
}

export type PaidPlan = Exclude<Plan, 'STARTER'>;

export interface Order {
  readonly tenantId: string;
  readonly plan: PaidPlan;
}

/** What the provider has to say, once its signature was checked. */
export type PaymentEvent =
  | {
      readonly kind: 'paid';
      readonly id: string;
      readonly tenantId: string;
      readonly plan: PaidPlan;
      readonly checkout: string;
      readonly subscription: string;
    }
  | { readonly kind: 'not-paid'; readonly id: string; readonly tenantId: string; readonly checkout: string }
  | { readonly kind: 'ended'; readonly id: string; readonly tenantId: string; readonly subscription: string }
  | { readonly kind: 'other'; readonly id: string };
