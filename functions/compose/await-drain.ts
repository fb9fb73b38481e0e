import { dynamoLive } from '../../lib/adapters/compose/dynamo-live.ts';
import { publishGuideInput } from '../../lib/contracts/guides/draft.ts';
import { awaitDrain } from '../../lib/domain/compose/live/await-drain.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { workflowTask } from '../../lib/runtime/workflow-task.ts';

const env = readEnv(['LIVE_TABLE_NAME']);
export type Env = typeof env;

const live = dynamoLive({ client: documentClient(), name: env.LIVE_TABLE_NAME });

export const handler = workflowTask({
  input: publishGuideInput,
  expected: ['RecordingNotDrained'],
  run: (input) => awaitDrain(live, input),
});
