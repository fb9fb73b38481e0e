import { guideDatabase } from '../../lib/adapters/guides/database.ts';
import { eventBus } from '../../lib/adapters/guides/event-bus.ts';
import { executions } from '../../lib/adapters/guides/executions.ts';
import { guideRecords } from '../../lib/adapters/guides/guide-records.ts';
import { recordings } from '../../lib/adapters/guides/recordings.ts';
import { endedExecution, recordFailure } from '../../lib/domain/guides/record-failure.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { busConsumer } from '../../lib/runtime/workflow-task.ts';

const env = readEnv([
  'RECORDING_TABLE_NAME',
  'DATABASE_ARN',
  'DATABASE_SECRET_ARN',
  'DATABASE_NAME',
  'EVENT_BUS_NAME',
]);
export type Env = typeof env;

const ports = {
  recordings: recordings(env.RECORDING_TABLE_NAME),
  guides: guideRecords(guideDatabase(env)),
  executions: executions(),
  bus: eventBus(env.EVENT_BUS_NAME),
};

export const handler = busConsumer({
  detail: endedExecution,
  run: (ended) => recordFailure(ports, ended),
});
