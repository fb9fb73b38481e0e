import { paymentsOf, planPorts } from '../../lib/adapters/metering/plan-ports.ts';
import { stripeAccount } from '../../lib/adapters/metering/stripe/account.ts';
import { tenantUsage } from '../../lib/adapters/metering/tenant-usage.ts';
import { changePlanRefusals, changePlanRequest } from '../../lib/contracts/metering/plan.ts';
import { changePlan } from '../../lib/domain/metering/change-plan.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([
  ...(['IDENTITY_TABLE_NAME', 'COUNTER_TABLE_NAME', 'EVENT_BUS_NAME'] as const),
  ...(['MAIL_QUEUE_URL', 'AUDIT_QUEUE_URL', 'EDGE_URL'] as const),
  ...(['PAYMENT_SECRET_ARN', 'PROFESSIONAL_PRICE', 'ENTERPRISE_PRICE'] as const),
  ...(['DATABASE_ARN', 'DATABASE_SECRET_ARN', 'DATABASE_NAME'] as const),
]);
export type Env = typeof env;

const client = documentClient();
const identities = { client, name: env.IDENTITY_TABLE_NAME };
const counters = { client, name: env.COUNTER_TABLE_NAME };
const ports = {
  ...planPorts(identities, env),
  usage: tenantUsage({ identities, counters }, env),
  payments: paymentsOf(stripeAccount(env.PAYMENT_SECRET_ARN), env),
};

export const handler = httpRoute({
  request: changePlanRequest,
  refusals: changePlanRefusals,
  run: ({ body, caller }) => changePlan(ports, caller, body.plan),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables'),
});
