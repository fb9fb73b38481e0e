import { kmsPublishedKeys } from '../../lib/adapters/identity/published-keys.ts';
import { discovery } from '../../lib/domain/identity/discovery.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { publicRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['SIGNING_KEY_ID', 'ISSUER']);
export type Env = typeof env;

const keys = kmsPublishedKeys(env.SIGNING_KEY_ID);
const documents: Readonly<Record<string, () => Promise<unknown>>> = {
  '/.well-known/openid-configuration': async () => discovery(env.ISSUER),
  '/.well-known/jwks.json': async () => ({ keys: await keys.list() }),
};

export const handler = publicRoute({
  run: async ({ event }) => {
    const document = documents[event.rawPath];
    return document ? { ok: true, value: await document() } : { ok: false, reason: 'not-found' };
  },
  reply: (value) => ({
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' },
    body: JSON.stringify(value),
  }),
});
