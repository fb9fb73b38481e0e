import * as z from 'zod/mini';
import { cookieSigner } from '../../lib/adapters/share/cookie-signer.ts';
import { shareLinks } from '../../lib/adapters/share/links.ts';
import { openLink } from '../../lib/domain/share/open-link.ts';
import { openedLinkReply } from '../../lib/domain/share/opened-link-reply.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { publicRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['LINK_TABLE_NAME', 'EDGE_URL', 'SIGNING_SECRET_ARN', 'KEY_PAIR_ID']);
export type Env = typeof env;

const ports = {
  links: shareLinks(env.LINK_TABLE_NAME),
  signer: cookieSigner(env.SIGNING_SECRET_ARN, env.KEY_PAIR_ID),
  now: () => new Date(),
  edgeUrl: env.EDGE_URL,
};

export const handler = publicRoute({
  params: z.object({ token: z.string() }),
  run: async ({ params }) => ({ ok: true, value: await openLink(ports, params.token) }),
  reply: openedLinkReply,
});
