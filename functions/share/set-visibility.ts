import { shareLinks } from '../../lib/adapters/share/links.ts';
import { publishingPorts, publishingVariables } from '../../lib/adapters/share/publishing-ports.ts';
import { setVisibilityRequest } from '../../lib/contracts/share/link.ts';
import { guidePath } from '../../lib/domain/share/paths.ts';
import { setVisibility } from '../../lib/domain/share/set-visibility.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([...publishingVariables, 'LINK_TABLE_NAME', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const ports = { ...publishingPorts(env), links: shareLinks(env.LINK_TABLE_NAME) };

export const handler = httpRoute({
  params: guidePath,
  request: setVisibilityRequest,
  refusals: {
    'not-published': { status: 409, title: 'The guide is not published yet' },
    held: { status: 409, title: 'The guide waits for a decision about its pictures before it can be public' },
  },
  run: ({ caller, params, body }) => setVisibility(ports, { ...caller, guideId: params.id, ...body }),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables', 'database'),
});
