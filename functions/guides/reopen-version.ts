import { mediaDrafts } from '../../lib/adapters/guides/drafts.ts';
import { guideContents } from '../../lib/adapters/guides/guide-contents.ts';
import { reopenVersion, reopenVersionInput } from '../../lib/domain/guides/reopen-version.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { workflowTask } from '../../lib/runtime/workflow-task.ts';

const env = readEnv(['CONTENT_TABLE_NAME', 'MEDIA_BUCKET_NAME']);
export type Env = typeof env;

const ports = {
  contents: guideContents(env.CONTENT_TABLE_NAME, env.MEDIA_BUCKET_NAME),
  drafts: mediaDrafts(env.MEDIA_BUCKET_NAME),
};

export const handler = workflowTask({
  input: reopenVersionInput,
  run: (input) => reopenVersion(ports, input),
});
