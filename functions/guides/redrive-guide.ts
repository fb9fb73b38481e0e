import { recordings } from '../../lib/adapters/guides/recordings.ts';
import { guideWorkflow } from '../../lib/adapters/guides/workflow.ts';
import { recordingPath } from '../../lib/domain/guides/guide-path.ts';
import { redriveGuide } from '../../lib/domain/guides/redrive-guide.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { newAuditEvent } from '../../lib/runtime/audit-outbox.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['RECORDING_TABLE_NAME', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const ports = { recordings: recordings(env.RECORDING_TABLE_NAME), workflow: guideWorkflow(), newAuditEvent };

export const handler = httpRoute({
  params: recordingPath,
  refusals: {
    'not-failed': { status: 409, title: 'Only a failed guide workflow can be redriven' },
  },
  status: 202,
  run: ({ caller, params }) => redriveGuide(ports, caller, params.id),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables'),
});
