import { dynamoVainRetitles } from '../../lib/adapters/ai/dynamo-vain-retitles.ts';
import { gatewayPorts } from '../../lib/adapters/ai/gateway-ports.ts';
import { s3Drafts } from '../../lib/adapters/ai/s3-drafts.ts';
import { takeModelCall } from '../../lib/adapters/metering/counters/model-calls.ts';
import { planOfTenant } from '../../lib/adapters/metering/counters/plan-of-tenant.ts';
import { configuredDetector } from '../../lib/adapters/redaction/comprehend-detector.ts';
import { tenantPolicies } from '../../lib/adapters/redaction/tenant-policies.ts';
import { assembledGuide } from '../../lib/contracts/guides/draft.ts';
import { titleSteps } from '../../lib/domain/ai/title-steps.ts';
import { scrubTexts } from '../../lib/domain/redaction/scrub-text.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { log } from '../../lib/runtime/log.ts';
import { workflowTask } from '../../lib/runtime/workflow-task.ts';

const env = readEnv([
  'MEDIA_BUCKET_NAME',
  'TEXT_DETECTOR',
  'MODELS',
  'AI_TABLE_NAME',
  'IDENTITY_TABLE_NAME',
  'COUNTER_TABLE_NAME',
]);
export type Env = typeof env;

const ports = {
  drafts: s3Drafts(env.MEDIA_BUCKET_NAME),
  policies: tenantPolicies(env.IDENTITY_TABLE_NAME),
  detector: configuredDetector(env.TEXT_DETECTOR),
  report: log,
  vainRetitles: dynamoVainRetitles({ client: documentClient(), name: env.AI_TABLE_NAME }),
  gateway: gatewayPorts(env, {
    scrub: scrubTexts,
    planOf: planOfTenant(env.IDENTITY_TABLE_NAME),
    takeCall: takeModelCall(env.COUNTER_TABLE_NAME),
  }),
};

export const handler = workflowTask({
  input: assembledGuide,
  expected: ['ModelsUnavailable'],
  run: (input) => titleSteps(ports, input),
});
