import { guideDatabase } from '../../lib/adapters/guides/database.ts';
import { eventBus } from '../../lib/adapters/guides/event-bus.ts';
import { guideRecords } from '../../lib/adapters/guides/guide-records.ts';
import { publications } from '../../lib/adapters/guides/publications.ts';
import { sharedRecount } from '../../lib/adapters/metering/counters/guide-rooms.ts';
import { deleteGuide } from '../../lib/domain/guides/delete-guide.ts';
import { guidePath } from '../../lib/domain/guides/guide-path.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { newAuditEvent } from '../../lib/runtime/audit-outbox.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([
  'DATABASE_ARN',
  'DATABASE_SECRET_ARN',
  'DATABASE_NAME',
  'COUNTER_TABLE_NAME',
  'PUBLISHED_BUCKET_NAME',
  'EVENT_BUS_NAME',
  'AUDIT_QUEUE_URL',
]);
export type Env = typeof env;

const ports = {
  newAuditEvent,
  guides: guideRecords(guideDatabase(env)),
  publications: publications(env.PUBLISHED_BUCKET_NAME),
  bus: eventBus(env.EVENT_BUS_NAME),
  rooms: sharedRecount(env),
  now: () => new Date(),
};

export const handler = httpRoute({
  params: guidePath,
  run: ({ caller, params }) => deleteGuide(ports, caller, params.id),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'database'),
});
