import type { Audited } from '../../contracts/audit/audited.ts';
import type { Plan } from '../../contracts/metering/plan.ts';
import type { PlanChanged } from '../../contracts/metering/plan-changed.ts';

/** A tenant as far as its plan goes. */
export interface PlannedTenant {
  readonly tenantId: string;
  readonly name: string;
  readonly plan: Plan;
  readonly pending?: PendingChange | undefined;
  /** What pays for the plan, by the payment provider's id. */
  readonly subscription?: string | undefined;
  /** The checkout that the plan came from. */
  readonly paidBy?: string | undefined;
  /** A change that not everybody was told of yet. */
  readonly unannounced?: PlanChanged | undefined;
}

/** A change that is in force once it is paid. */
export interface PendingChange {
  readonly plan: Plan;
  readonly checkout: string;
  readonly checkoutUrl: string;
  /** ISO 8601. */
  readonly since: string;
}

export interface PlanChange {
  readonly change: PlanChanged;
  readonly subscription?: string | undefined;
  readonly paidBy?: string | undefined;
}

export interface TenantPlans {
  find(tenantId: string): Promise<PlannedTenant | undefined>;
  /** Ends what is pending, too. False when the plan is not `change.before` any more. */
  change(change: PlanChange, audited: Audited): Promise<boolean>;
  await(tenantId: string, pending: PendingChange, audited: Audited): Promise<void>;
  /** Only that one. */
  dropPending(tenantId: string, checkout: string, audited: Audited): Promise<void>;
  /** Only that one: it pays for nothing any more. */
  dropSubscription(tenantId: string, subscription: string): Promise<void>;
  announced(change: PlanChanged): Promise<void>;
}
