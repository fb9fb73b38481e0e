import * as z from 'zod/mini';
import { planPorts } from '../../lib/adapters/metering/plan-ports.ts';
import { plan } from '../../lib/contracts/metering/plan.ts';
import { setPlan } from '../../lib/domain/metering/set-plan.ts';
import { auditNudge, thenNudge } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { operatorTask } from '../../lib/runtime/workflow-task.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'EVENT_BUS_NAME', 'MAIL_QUEUE_URL', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const ports = {
  ...planPorts({ client: documentClient(), name: env.IDENTITY_TABLE_NAME }, env),
  // What is to be ended at the provider is left to the schedule.
  payments: async () => undefined,
};
const operator = { kind: 'system', id: 'operator' } as const;

export const handler = operatorTask({
  input: z.object({ tenantId: z.string(), plan }),
  run: thenNudge(
    auditNudge(env.AUDIT_QUEUE_URL),
    async (request: { readonly tenantId: string; readonly plan: z.infer<typeof plan> }) => ({
      found: await setPlan(ports, request.tenantId, request.plan, operator),
    }),
  ),
});
