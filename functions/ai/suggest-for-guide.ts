import * as z from 'zod/mini';
import { gatewayPorts } from '../../lib/adapters/ai/gateway-ports.ts';
import { savedGuides } from '../../lib/adapters/ai/saved-guides.ts';
import { takeModelCall } from '../../lib/adapters/metering/counters/model-calls.ts';
import { planOfTenant } from '../../lib/adapters/metering/counters/plan-of-tenant.ts';
import { tenantPolicies } from '../../lib/adapters/redaction/tenant-policies.ts';
import { suggestRequest } from '../../lib/contracts/ai/suggestion.ts';
import { suggestForGuide } from '../../lib/domain/ai/suggest-for-guide.ts';
import { scrubTexts } from '../../lib/domain/redaction/scrub-text.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([
  'DATABASE_ARN',
  'DATABASE_SECRET_ARN',
  'DATABASE_NAME',
  'CONTENT_TABLE_NAME',
  'MEDIA_BUCKET_NAME',
  'MODELS',
  'AI_TABLE_NAME',
  'IDENTITY_TABLE_NAME',
  'COUNTER_TABLE_NAME',
]);
export type Env = typeof env;

const ports = {
  guides: savedGuides(env),
  policies: tenantPolicies(env.IDENTITY_TABLE_NAME),
  gateway: gatewayPorts(env, {
    scrub: scrubTexts,
    planOf: planOfTenant(env.IDENTITY_TABLE_NAME),
    takeCall: takeModelCall(env.COUNTER_TABLE_NAME),
  }),
};

export const handler = httpRoute({
  params: z.object({ id: z.string().check(z.regex(/^gde_[0-9a-z]{20,32}$/)) }),
  request: suggestRequest,
  run: ({ caller, params, body }) => suggestForGuide(ports, caller.tenantId, params.id, body),
});
