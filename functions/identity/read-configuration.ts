import { dynamoRegions } from '../../lib/adapters/identity/dynamo-regions.ts';
import { readConfiguration } from '../../lib/domain/identity/read-configuration.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { publicRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['API_URL', 'ISSUER', 'REGION_NAME', 'REGIONS', 'DIRECTORY_TABLE_NAME']);
export type Env = typeof env;

const here = { apiUrl: env.API_URL, issuer: env.ISSUER, region: env.REGION_NAME };
const regions = dynamoRegions({ client: documentClient(), name: env.DIRECTORY_TABLE_NAME });

export const handler = publicRoute({
  run: async () => ({ ok: true, value: await readConfiguration({ here, regions }, env.REGIONS.split(' ')) }),
  reply: (value) => ({
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' },
    body: JSON.stringify(value),
  }),
});
