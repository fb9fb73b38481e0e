import { guideDatabase } from '../../lib/adapters/guides/database.ts';
import { guideRecords } from '../../lib/adapters/guides/guide-records.ts';
import { signedPictures } from '../../lib/adapters/guides/signed-pictures.ts';
import { readable } from '../../lib/adapters/identity/authorization/readable-items.ts';
import { listGuides, listGuidesQuery } from '../../lib/domain/guides/list-guides.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([
  'DATABASE_ARN',
  'DATABASE_SECRET_ARN',
  'DATABASE_NAME',
  'MEDIA_BUCKET_NAME',
  'IDENTITY_TABLE_NAME',
]);
export type Env = typeof env;

const ports = {
  guides: guideRecords(guideDatabase(env)),
  pictures: signedPictures(env.MEDIA_BUCKET_NAME),
  readable: readable('Guide', env.IDENTITY_TABLE_NAME),
};

export const handler = httpRoute({
  query: listGuidesQuery,
  run: ({ caller, query }) => listGuides(ports, caller, query),
});
