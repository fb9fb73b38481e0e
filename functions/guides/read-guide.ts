import { guideDatabase } from '../../lib/adapters/guides/database.ts';
import { dynamoVainRetitles } from '../../lib/adapters/guides/dynamo-vain-retitles.ts';
import { guideContents } from '../../lib/adapters/guides/guide-contents.ts';
import { guideRecords } from '../../lib/adapters/guides/guide-records.ts';
import { signedPictures } from '../../lib/adapters/guides/signed-pictures.ts';
import { guidePath } from '../../lib/domain/guides/guide-path.ts';
import { readGuide } from '../../lib/domain/guides/read-guide.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([
  'DATABASE_ARN',
  'DATABASE_SECRET_ARN',
  'DATABASE_NAME',
  'CONTENT_TABLE_NAME',
  'MEDIA_BUCKET_NAME',
  'EDGE_URL',
  'MODEL_COUNT',
  'AI_TABLE_NAME',
]);
export type Env = typeof env;

const ports = {
  guides: guideRecords(guideDatabase(env)),
  contents: guideContents(env.CONTENT_TABLE_NAME, env.MEDIA_BUCKET_NAME),
  pictures: signedPictures(env.MEDIA_BUCKET_NAME),
  vainRetitles: dynamoVainRetitles({ client: documentClient(), name: env.AI_TABLE_NAME }),
  edgeUrl: env.EDGE_URL,
  models: Number(env.MODEL_COUNT),
};

export const handler = httpRoute({
  params: guidePath,
  run: ({ caller, params }) => readGuide(ports, caller.tenantId, params.id),
});
