import { kmsDataKeys } from '../../lib/adapters/compose/data-keys.ts';
import { dynamoLive } from '../../lib/adapters/compose/dynamo-live.ts';
import { dynamoRecordings } from '../../lib/adapters/compose/dynamo-recordings.ts';
import { batchOpener } from '../../lib/adapters/compose/open-batch.ts';
import { s3Drafts } from '../../lib/adapters/compose/s3-drafts.ts';
import { tenantPolicies } from '../../lib/adapters/redaction/tenant-policies.ts';
import { publishGuideInput } from '../../lib/contracts/guides/draft.ts';
import { assembleGuide } from '../../lib/domain/compose/live/assemble-guide.ts';
import { redactingOpener } from '../../lib/domain/compose/live/redacting-opener.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { workflowTask } from '../../lib/runtime/workflow-task.ts';

const env = readEnv([
  'RECORDING_TABLE_NAME',
  'LIVE_TABLE_NAME',
  'IDENTITY_TABLE_NAME',
  'ENVELOPE_KEY_ID',
  'MEDIA_BUCKET_NAME',
]);
export type Env = typeof env;

const client = documentClient();
const policies = tenantPolicies(env.IDENTITY_TABLE_NAME, { client });
const keys = kmsDataKeys(env.ENVELOPE_KEY_ID);
const ports = {
  recordings: dynamoRecordings({ client, name: env.RECORDING_TABLE_NAME }),
  live: dynamoLive({ client, name: env.LIVE_TABLE_NAME }),
  opener: redactingOpener(batchOpener(keys), policies),
  keys,
  drafts: s3Drafts(env.MEDIA_BUCKET_NAME),
};

export const handler = workflowTask({
  input: publishGuideInput,
  run: (input) => assembleGuide(ports, input),
});
