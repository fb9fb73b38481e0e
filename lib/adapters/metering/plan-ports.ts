import { randomUUID } from 'node:crypto';
import type { SetPlanPorts } from '../../domain/metering/set-plan.ts';
import type { TenantPlans } from '../../domain/metering/tenant-plans.ts';
import type { Table } from '../../runtime/document-client.ts';
import { announcements } from './announcements.ts';
import { dynamoPlans } from './dynamo-plans.ts';
import type { StripeAccount } from './stripe/account.ts';
import { stripePayments } from './stripe/payments.ts';
import { tenantItems } from './tenant-items.ts';

/** What putting a plan in force takes. */
export function planPorts(
  identities: Table,
  env: { readonly EVENT_BUS_NAME: string; readonly MAIL_QUEUE_URL: string },
): Omit<SetPlanPorts, 'plans'> & { readonly plans: TenantPlans } {
  return {
    ...announcements(env),
    plans: dynamoPlans(identities),
    owners: tenantItems(identities),
    newChangeId: randomUUID,
    now: Date.now,
  };
}

interface ShopEnv {
  readonly PROFESSIONAL_PRICE: string;
  readonly ENTERPRISE_PRICE: string;
  readonly EDGE_URL: string;
}

export function paymentsOf(account: () => Promise<StripeAccount | undefined>, env: ShopEnv) {
  const shop = {
    prices: { PROFESSIONAL: env.PROFESSIONAL_PRICE, ENTERPRISE: env.ENTERPRISE_PRICE },
    returnUrl: `${env.EDGE_URL}/settings/plan`,
  };
  return async () => {
    const found = await account();
    return found && stripePayments(found, shop);
  };
}
