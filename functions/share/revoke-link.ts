import { shareLinks } from '../../lib/adapters/share/links.ts';
import { publishingPorts, publishingVariables } from '../../lib/adapters/share/publishing-ports.ts';
import { linkPath } from '../../lib/domain/share/paths.ts';
import { revokeLink } from '../../lib/domain/share/revoke-link.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([...publishingVariables, 'LINK_TABLE_NAME', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const ports = { ...publishingPorts(env), links: shareLinks(env.LINK_TABLE_NAME) };

export const handler = httpRoute({
  params: linkPath,
  run: ({ caller, params }) => revokeLink(ports, { ...caller, guideId: params.id, linkId: params.linkId }),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables', 'database'),
});
