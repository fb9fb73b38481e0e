import type { Audited } from '../../contracts/audit/audited.ts';
import type { Plan } from '../../contracts/metering/plan.ts';
import type { PlanChanged } from '../../contracts/metering/plan-changed.ts';
import type { PaidPlan } from './payments.ts';
import type { Standing, Subscriptions } from './subscriptions.ts';

/** A tenant as far as its plan goes. */
export interface PlannedTenant {
  readonly tenantId: string;
  readonly name: string;
  readonly plan: Plan;
  readonly pending?: PendingChange | undefined;
  /** What the payment provider told. */
  readonly subscriptions: Subscriptions;
  /** Where the tenant stood when that was looked at last. */
  readonly standing: Standing;
  /** Subscriptions that pay for nothing any more, until the provider has ended them. */
  readonly toEnd: readonly string[];
  /** What not everybody was told of yet. */
  readonly toTell: readonly Telling[];
  /** Counts changes. */
  readonly revision: number;
}

/** A change that is in force once it is paid. */
export interface PendingChange {
  readonly plan: Plan;
  readonly checkout: string;
  readonly checkoutUrl: string;
  /** ISO 8601. */
  readonly since: string;
}

export type Telling =
  | { readonly kind: 'plan-changed'; readonly change: PlanChanged; readonly because?: 'not-paid' | undefined }
  | {
      readonly kind: 'payment-failed';
      readonly id: string;
      readonly plan: PaidPlan;
      /** ISO 8601: the plan is had until then. */
      readonly until: string;
    }
  | { readonly kind: 'payment-made'; readonly id: string; readonly plan: PaidPlan };

export interface TenantPlans {
  find(tenantId: string): Promise<PlannedTenant | undefined>;
  /** All of it in one write, the audit events too. False when the tenant was changed since it was read. */
  save(before: PlannedTenant, after: PlannedTenant, audited: readonly Audited[]): Promise<boolean>;
}

/** Tenants of which something is left to be done, noted before it is. */
export interface Unsettled {
  note(tenantId: string): Promise<UnsettledMark>;
  /** Those noted before `before` (milliseconds since the epoch). */
  list(before: number): Promise<UnsettledMark[]>;
  /** Unless it was noted anew meanwhile. */
  clear(mark: UnsettledMark): Promise<void>;
}

export interface UnsettledMark {
  readonly tenantId: string;
  readonly mark: string;
}
