import * as z from 'zod/mini';
import { dynamoRegions } from '../../lib/adapters/identity/dynamo-regions.ts';
import { customResource } from '../../lib/runtime/custom-resource.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';

const env = readEnv(['DIRECTORY_TABLE_NAME']);
export type Env = typeof env;

const regions = dynamoRegions({ client: documentClient(), name: env.DIRECTORY_TABLE_NAME });

/** A region that is taken away stays announced: tenants may still have their data there. */
export const handler = customResource({
  properties: z.looseObject({ Region: z.string(), ApiUrl: z.string(), EdgeUrl: z.string() }),
  run: async ({ type, properties: { Region, ApiUrl, EdgeUrl } }) => {
    if (type !== 'Delete') await regions.announce({ region: Region, apiUrl: ApiUrl, edgeUrl: EdgeUrl });
    return {};
  },
});
