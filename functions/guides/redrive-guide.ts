import { recordings } from '../../lib/adapters/guides/recordings.ts';
import { guideWorkflow } from '../../lib/adapters/guides/workflow.ts';
import { recordingPath } from '../../lib/domain/guides/guide-path.ts';
import { redriveGuide } from '../../lib/domain/guides/redrive-guide.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['RECORDING_TABLE_NAME']);
export type Env = typeof env;

const ports = { recordings: recordings(env.RECORDING_TABLE_NAME), workflow: guideWorkflow() };

export const handler = httpRoute({
  params: recordingPath,
  refusals: {
    'not-failed': { status: 409, title: 'Only a failed guide workflow can be redriven' },
  },
  status: 202,
  run: ({ caller, params }) => redriveGuide(ports, caller.tenantId, params.id),
});
