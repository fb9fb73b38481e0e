import { randomUUID } from 'node:crypto';
import type { Payments } from '../../domain/metering/payments.ts';
import type { SettlePorts } from '../../domain/metering/settle-plan.ts';
import type { Table } from '../../runtime/document-client.ts';
import { log } from '../../runtime/log.ts';
import { recentReads } from '../../runtime/recent-reads.ts';
import { announcements } from './announcements.ts';
import { dynamoPlans } from './dynamo-plans.ts';
import { dynamoUnsettled } from './dynamo-unsettled.ts';
import type { StripeAccount } from './stripe/account.ts';
import { stripePayments } from './stripe/payments.ts';
import { tenantItems } from './tenant-items.ts';

/** What putting a plan in force takes, and what follows from it. */
export function planPorts(
  identities: Table,
  env: { readonly EVENT_BUS_NAME: string; readonly MAIL_QUEUE_URL: string },
): Omit<SettlePorts, 'payments'> {
  return {
    ...announcements(env),
    plans: dynamoPlans(identities),
    unsettled: dynamoUnsettled(identities),
    people: tenantItems(identities),
    later: (error, tenantId) => log.error('PLAN_UNSETTLED', error, { tenantId }),
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
    prices: pricesOf(env),
    returnUrl: `${env.EDGE_URL}/settings/plan`,
  };
  let latest: Payments | undefined;
  // Prices change seldom; whoever reads the plan waits for them.
  const prices = recentReads(async () => (latest as Payments).prices(), { kept: 600_000, most: 1 });
  return async (): Promise<Payments | undefined> => {
    const found = await account();
    if (!found) return undefined;
    latest = stripePayments(found, shop);
    return { ...latest, prices: () => prices(found.apiUrl) };
  };
}

/** Prices as the deployment has them configured. */
export const pricesOf = (env: Pick<ShopEnv, 'PROFESSIONAL_PRICE' | 'ENTERPRISE_PRICE'>) => ({
  PROFESSIONAL: env.PROFESSIONAL_PRICE,
  ENTERPRISE: env.ENTERPRISE_PRICE,
});
