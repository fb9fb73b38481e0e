import { guideDatabase } from '../../lib/adapters/guides/database.ts';
import { mediaDrafts } from '../../lib/adapters/guides/drafts.ts';
import { guideContents } from '../../lib/adapters/guides/guide-contents.ts';
import { guideRecords } from '../../lib/adapters/guides/guide-records.ts';
import { sharedRooms } from '../../lib/adapters/metering/counters/guide-rooms.ts';
import { saveVersion, saveVersionInput } from '../../lib/domain/guides/save-version.ts';
import { newAuditEvent } from '../../lib/runtime/audit-outbox.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { workflowTask } from '../../lib/runtime/workflow-task.ts';

const env = readEnv([
  'DATABASE_ARN',
  'DATABASE_SECRET_ARN',
  'DATABASE_NAME',
  'COUNTER_TABLE_NAME',
  'CONTENT_TABLE_NAME',
  'MEDIA_BUCKET_NAME',
]);
export type Env = typeof env;

const ports = {
  drafts: mediaDrafts(env.MEDIA_BUCKET_NAME),
  contents: guideContents(env.CONTENT_TABLE_NAME, env.MEDIA_BUCKET_NAME),
  guides: guideRecords(guideDatabase(env)),
  newAuditEvent,
  rooms: sharedRooms(env),
  now: () => new Date(),
};

export const handler = workflowTask({
  input: saveVersionInput,
  expected: ['VersionSuperseded'],
  run: (input) => saveVersion(ports, input),
});
