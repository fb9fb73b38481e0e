import { dynamoCalls } from '../../lib/adapters/ai/dynamo-calls.ts';
import { readCostInput } from '../../lib/contracts/ai/cost.ts';
import { readCost } from '../../lib/domain/ai/read-cost.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { operatorTask } from '../../lib/runtime/workflow-task.ts';

const env = readEnv(['AI_TABLE_NAME']);
export type Env = typeof env;

const ports = { calls: dynamoCalls({ client: documentClient(), name: env.AI_TABLE_NAME }) };

export const handler = operatorTask({
  input: readCostInput,
  run: (input) => readCost(ports, input),
});
