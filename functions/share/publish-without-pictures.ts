import { eventBus } from '../../lib/adapters/share/event-bus.ts';
import { publishingPorts, publishingVariables } from '../../lib/adapters/share/publishing-ports.ts';
import { guidePath } from '../../lib/domain/share/paths.ts';
import { publishWithoutPictures } from '../../lib/domain/share/publish-without-pictures.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([...publishingVariables, 'AUDIT_QUEUE_URL', 'EVENT_BUS_NAME']);
export type Env = typeof env;

const ports = { ...publishingPorts(env), bus: eventBus(env.EVENT_BUS_NAME) };

export const handler = httpRoute({
  params: guidePath,
  refusals: {
    'not-blocked': {
      status: 409,
      title: 'Only a guide that waits for a decision can be published like that',
    },
    'version-changed': { status: 409, title: 'Another version of the guide waits for a decision by now' },
  },
  run: ({ caller, params }) => publishWithoutPictures(ports, { ...caller, guideId: params.id }),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'database'),
});
