import * as z from 'zod/mini';
import { paymentsOf, planPorts } from '../../lib/adapters/metering/plan-ports.ts';
import { stripeAccount } from '../../lib/adapters/metering/stripe/account.ts';
import { settlePlans } from '../../lib/domain/metering/settle-plans.ts';
import { auditNudge, thenNudge } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { operatorTask } from '../../lib/runtime/workflow-task.ts';

const env = readEnv([
  ...(['IDENTITY_TABLE_NAME', 'EVENT_BUS_NAME', 'MAIL_QUEUE_URL'] as const),
  ...(['AUDIT_QUEUE_URL', 'EDGE_URL'] as const),
  ...(['PAYMENT_SECRET_ARN', 'PROFESSIONAL_PRICE', 'ENTERPRISE_PRICE'] as const),
]);
export type Env = typeof env;

const ports = {
  ...planPorts({ client: documentClient(), name: env.IDENTITY_TABLE_NAME }, env),
  payments: paymentsOf(stripeAccount(env.PAYMENT_SECRET_ARN), env),
};

export const handler = operatorTask({
  input: z.unknown(),
  run: thenNudge(auditNudge(env.AUDIT_QUEUE_URL), () => settlePlans(ports)),
});
