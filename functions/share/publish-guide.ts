import { publishingPorts, publishingVariables } from '../../lib/adapters/share/publishing-ports.ts';
import { savedVersion } from '../../lib/contracts/guides/draft.ts';
import { publishGuide } from '../../lib/domain/share/publish-guide.ts';
import { auditNudge, thenNudge } from '../../lib/runtime/audit-nudge.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { workflowTask } from '../../lib/runtime/workflow-task.ts';

const env = readEnv([...publishingVariables, 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const ports = publishingPorts(env);

export const handler = workflowTask({
  input: savedVersion,
  run: thenNudge(auditNudge(env.AUDIT_QUEUE_URL), (saved) => publishGuide(ports, saved), 'database'),
});
