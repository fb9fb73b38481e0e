import * as z from 'zod/mini';
import { originalChecksums } from '../../lib/adapters/media/original-checksums.ts';
import { originals } from '../../lib/adapters/media/originals.ts';
import { recordings } from '../../lib/adapters/media/recordings.ts';
import { deleteOriginals } from '../../lib/domain/media/delete-originals.ts';
import { auditNudge, thenNudge } from '../../lib/runtime/audit-nudge.ts';
import { newAuditEvent } from '../../lib/runtime/audit-outbox.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { workflowTask } from '../../lib/runtime/workflow-task.ts';

const env = readEnv(['RECORDING_TABLE_NAME', 'INTAKE_BUCKET_NAME', 'MEDIA_BUCKET_NAME', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const ports = {
  originals: originals(env.INTAKE_BUCKET_NAME),
  checksums: originalChecksums(env.MEDIA_BUCKET_NAME),
  recordings: recordings(env.RECORDING_TABLE_NAME),
  newAuditEvent,
};

export const handler = workflowTask({
  input: z.object({ tenantId: z.string(), recordingId: z.string(), guideId: z.string() }),
  // What SaveVersion noted in the database of a guide that is held, no PublishGuide follows to tell of.
  run: thenNudge(
    auditNudge(env.AUDIT_QUEUE_URL),
    (input) => deleteOriginals(ports, input),
    'tables',
    'database',
  ),
});
