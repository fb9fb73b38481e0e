import { exportedFiles } from '../../lib/adapters/share/exported-files.ts';
import { mediaPictures } from '../../lib/adapters/share/media-pictures.ts';
import { publishedGuides } from '../../lib/adapters/share/published-guides.ts';
import { exportedGuideReply, exportGuide, exportQuery } from '../../lib/domain/share/export-guide.ts';
import { guidePath } from '../../lib/domain/share/paths.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { newAuditEvent } from '../../lib/runtime/audit-outbox.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { eventRecorder } from '../../lib/runtime/event-recorder.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';
import { savedVersions } from '../../lib/runtime/saved-versions.ts';

const env = readEnv([
  'DATABASE_ARN',
  'DATABASE_SECRET_ARN',
  'DATABASE_NAME',
  'CONTENT_TABLE_NAME',
  'MEDIA_BUCKET_NAME',
  'IDENTITY_TABLE_NAME',
  'AUDIT_QUEUE_URL',
]);
export type Env = typeof env;

const ports = {
  newAuditEvent,
  record: eventRecorder({ client: documentClient(), name: env.IDENTITY_TABLE_NAME }),
  guides: publishedGuides(env),
  contents: savedVersions(env.CONTENT_TABLE_NAME, env.MEDIA_BUCKET_NAME),
  pictures: mediaPictures(env.MEDIA_BUCKET_NAME),
  files: exportedFiles(env.MEDIA_BUCKET_NAME),
  now: () => new Date(),
};

export const handler = httpRoute({
  params: guidePath,
  query: exportQuery,
  run: ({ caller, params, query, event }) =>
    exportGuide(ports, { ...caller, guideId: params.id, ...query, accept: event.headers.accept }),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables'),
  reply: exportedGuideReply,
});
