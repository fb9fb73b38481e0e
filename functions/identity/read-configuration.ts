import type { Configuration } from '../../lib/contracts/identity/configuration.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { publicRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['API_URL', 'ISSUER', 'REGION_NAME', 'REGIONS']);
export type Env = typeof env;

const configuration: Configuration = {
  apiUrl: env.API_URL,
  issuer: env.ISSUER,
  region: env.REGION_NAME,
  regions: env.REGIONS.split(' '),
};

export const handler = publicRoute({
  run: async () => ({ ok: true, value: configuration }),
  reply: (value) => ({
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' },
    body: JSON.stringify(value),
  }),
});
