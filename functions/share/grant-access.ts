import { cookieSigner } from '../../lib/adapters/share/cookie-signer.ts';
import { publishedGuides } from '../../lib/adapters/share/published-guides.ts';
import { grantAccess, grantedAccessReply } from '../../lib/domain/share/grant-access.ts';
import { guidePath } from '../../lib/domain/share/paths.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([
  'DATABASE_ARN',
  'DATABASE_SECRET_ARN',
  'DATABASE_NAME',
  'EDGE_URL',
  'SIGNING_SECRET_ARN',
  'KEY_PAIR_ID',
]);
export type Env = typeof env;

const ports = {
  guides: publishedGuides(env),
  signer: cookieSigner(env.SIGNING_SECRET_ARN, env.KEY_PAIR_ID),
  now: () => new Date(),
  edgeUrl: env.EDGE_URL,
};

export const handler = httpRoute({
  params: guidePath,
  refusals: { 'not-published': { status: 409, title: 'The guide is not published yet' } },
  run: ({ caller, params }) => grantAccess(ports, { ...caller, guideId: params.id }),
  reply: grantedAccessReply,
});
