import { s3Drafts } from '../../lib/adapters/ai/s3-drafts.ts';
import { assembledGuide } from '../../lib/contracts/guides/draft.ts';
import { titleSteps } from '../../lib/domain/ai/title-draft.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { workflowTask } from '../../lib/runtime/workflow-task.ts';

const env = readEnv(['MEDIA_BUCKET_NAME']);
export type Env = typeof env;

const ports = { drafts: s3Drafts(env.MEDIA_BUCKET_NAME) };

export const handler = workflowTask({
  input: assembledGuide,
  run: (input) => titleSteps(ports, input),
});
