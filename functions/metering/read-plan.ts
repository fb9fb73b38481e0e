import { dynamoPlans } from '../../lib/adapters/metering/dynamo-plans.ts';
import { tenantUsage } from '../../lib/adapters/metering/tenant-usage.ts';
import { readPlan } from '../../lib/domain/metering/read-plan.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([
  'IDENTITY_TABLE_NAME',
  'COUNTER_TABLE_NAME',
  'DATABASE_ARN',
  'DATABASE_SECRET_ARN',
  'DATABASE_NAME',
]);
export type Env = typeof env;

const client = documentClient();
const identities = { client, name: env.IDENTITY_TABLE_NAME };
const counters = { client, name: env.COUNTER_TABLE_NAME };
const ports = { plans: dynamoPlans(identities), usage: tenantUsage({ identities, counters }, env) };

export const handler = httpRoute({ run: ({ caller }) => readPlan(ports, caller) });
