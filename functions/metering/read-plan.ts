import { dynamoPlans } from '../../lib/adapters/metering/dynamo-plans.ts';
import { paymentsOf } from '../../lib/adapters/metering/plan-ports.ts';
import { stripeAccount } from '../../lib/adapters/metering/stripe/account.ts';
import { tenantUsage } from '../../lib/adapters/metering/tenant-usage.ts';
import { readPlan } from '../../lib/domain/metering/read-plan.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([
  ...(['IDENTITY_TABLE_NAME', 'COUNTER_TABLE_NAME', 'EDGE_URL'] as const),
  ...(['PAYMENT_SECRET_ARN', 'PROFESSIONAL_PRICE', 'ENTERPRISE_PRICE'] as const),
  ...(['DATABASE_ARN', 'DATABASE_SECRET_ARN', 'DATABASE_NAME'] as const),
]);
export type Env = typeof env;

const client = documentClient();
const identities = { client, name: env.IDENTITY_TABLE_NAME };
const counters = { client, name: env.COUNTER_TABLE_NAME };
const ports = {
  plans: dynamoPlans(identities),
  usage: tenantUsage({ identities, counters }, env),
  payments: paymentsOf(stripeAccount(env.PAYMENT_SECRET_ARN), env),
};

export const handler = httpRoute({ run: ({ caller }) => readPlan(ports, caller) });
