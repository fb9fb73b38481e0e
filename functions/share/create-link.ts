import { shareLinks } from '../../lib/adapters/share/links.ts';
import { publishedGuides } from '../../lib/adapters/share/published-guides.ts';
import { createLinkRequest } from '../../lib/contracts/share/link.ts';
import { createLink } from '../../lib/domain/share/create-link.ts';
import { guidePath } from '../../lib/domain/share/paths.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { newAuditEvent } from '../../lib/runtime/audit-outbox.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([
  'LINK_TABLE_NAME',
  'EDGE_URL',
  'DATABASE_ARN',
  'DATABASE_SECRET_ARN',
  'DATABASE_NAME',
  'AUDIT_QUEUE_URL',
]);
export type Env = typeof env;

const ports = {
  newAuditEvent,
  guides: publishedGuides(env),
  links: shareLinks(env.LINK_TABLE_NAME),
  now: () => new Date(),
  edgeUrl: env.EDGE_URL,
};

export const handler = httpRoute({
  params: guidePath,
  request: createLinkRequest,
  refusals: {
    'not-published': { status: 409, title: 'The guide is not published yet' },
    'guide-private': {
      status: 409,
      title: 'A private guide has no links: set its visibility to link or public',
    },
    'already-expired': { status: 400, title: 'The link would be expired already' },
  },
  status: 201,
  run: ({ caller, params, body }) => createLink(ports, { ...body, ...caller, guideId: params.id }),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables'),
});
