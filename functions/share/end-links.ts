import { shareLinks } from '../../lib/adapters/share/links.ts';
import { guideDeleted } from '../../lib/contracts/guides/guide.ts';
import { endLinks } from '../../lib/domain/share/end-links.ts';
import { auditNudge, thenNudge } from '../../lib/runtime/audit-nudge.ts';
import { newAuditEvent } from '../../lib/runtime/audit-outbox.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { busConsumer } from '../../lib/runtime/workflow-task.ts';

const env = readEnv(['LINK_TABLE_NAME', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const ports = { links: shareLinks(env.LINK_TABLE_NAME), newAuditEvent, now: () => new Date() };

export const handler = busConsumer({
  detail: guideDeleted,
  run: thenNudge(auditNudge(env.AUDIT_QUEUE_URL), (deleted) => endLinks(ports, deleted)),
});
