import { kmsLogVerifier } from '../../lib/adapters/audit/kms-log-key.ts';
import { readableLog } from '../../lib/adapters/audit/readable-log.ts';
import { s3Checkpoints } from '../../lib/adapters/audit/s3-checkpoints.ts';
import { s3Exports } from '../../lib/adapters/audit/s3-exports.ts';
import { verifyLog } from '../../lib/domain/audit/verify-log.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['AUDIT_TABLE_NAME', 'AUDIT_BUCKET_NAME', 'AUDIT_SIGNING_KEY_ARN']);
export type Env = typeof env;

const ports = {
  log: readableLog({ client: documentClient(), name: env.AUDIT_TABLE_NAME }),
  exported: s3Exports(env.AUDIT_BUCKET_NAME).lines,
  checkpoints: s3Checkpoints(env.AUDIT_BUCKET_NAME),
  verifier: kmsLogVerifier(env.AUDIT_SIGNING_KEY_ARN),
};

export const handler = httpRoute({
  run: async ({ caller }) => ({ ok: true, value: await verifyLog(ports, caller.tenantId) }),
});
