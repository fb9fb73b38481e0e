import { guideAccess } from '../../lib/adapters/identity/authorization/guide-access.ts';
import { guideDeleted } from '../../lib/contracts/guides/guide.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { busConsumer } from '../../lib/runtime/workflow-task.ts';

const env = readEnv(['IDENTITY_TABLE_NAME']);
export type Env = typeof env;

const access = guideAccess({ client: documentClient(), name: env.IDENTITY_TABLE_NAME });

/** Who works on a guide that is gone is to be known no longer than its recording. */
export const handler = busConsumer({
  detail: guideDeleted,
  run: ({ tenantId, guideId }) => access.forget(tenantId, guideId, new Date()),
});
