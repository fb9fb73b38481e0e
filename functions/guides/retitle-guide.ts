import { guideDatabase } from '../../lib/adapters/guides/database.ts';
import { guideContents } from '../../lib/adapters/guides/guide-contents.ts';
import { guideRecords } from '../../lib/adapters/guides/guide-records.ts';
import { retitleWorkflow } from '../../lib/adapters/guides/retitle-workflow.ts';
import { guidePath } from '../../lib/domain/guides/guide-path.ts';
import { retitleGuide, retitleRefusals } from '../../lib/domain/guides/retitle-guide.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([
  'DATABASE_ARN',
  'DATABASE_SECRET_ARN',
  'DATABASE_NAME',
  'CONTENT_TABLE_NAME',
  'MEDIA_BUCKET_NAME',
  'RETITLE_WORKFLOW_ARN',
  'MODEL_COUNT',
]);
export type Env = typeof env;

const ports = {
  guides: guideRecords(guideDatabase(env)),
  contents: guideContents(env.CONTENT_TABLE_NAME, env.MEDIA_BUCKET_NAME),
  workflow: retitleWorkflow(env.RETITLE_WORKFLOW_ARN),
  models: Number(env.MODEL_COUNT),
};

export const handler = httpRoute({
  params: guidePath,
  refusals: retitleRefusals,
  status: 202,
  run: ({ caller, params }) => retitleGuide(ports, caller, params.id),
});
