import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { membership } from '../../lib/adapters/identity/membership.ts';
import { changeMemberRequest, memberRefusals } from '../../lib/contracts/identity/member.ts';
import { changeMember } from '../../lib/domain/identity/members.ts';
import { auditNudge } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const nudge = auditNudge(env.AUDIT_QUEUE_URL);
const table = { client: documentClient(), name: env.IDENTITY_TABLE_NAME };
const ports = { ...membership(table), newChangeId: randomUUID, now: Date.now };

export const handler = httpRoute({
  request: changeMemberRequest,
  params: z.object({ userId: z.string().check(z.maxLength(60)) }),
  refusals: memberRefusals,
  run: ({ body, caller, params }) => changeMember(ports, caller, params.userId, body.role),
  afterwards: nudge,
});
