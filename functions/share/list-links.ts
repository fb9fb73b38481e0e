import { shareLinks } from '../../lib/adapters/share/links.ts';
import { publishedGuides } from '../../lib/adapters/share/published-guides.ts';
import { listLinks } from '../../lib/domain/share/list-links.ts';
import { guidePath } from '../../lib/domain/share/paths.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['LINK_TABLE_NAME', 'EDGE_URL', 'DATABASE_ARN', 'DATABASE_SECRET_ARN', 'DATABASE_NAME']);
export type Env = typeof env;

const ports = { guides: publishedGuides(env), links: shareLinks(env.LINK_TABLE_NAME) };

export const handler = httpRoute({
  params: guidePath,
  run: ({ caller, params }) => listLinks(ports, { ...caller, guideId: params.id }),
});
