import { s3Exports } from '../../lib/adapters/audit/s3-exports.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['AUDIT_BUCKET_NAME']);
export type Env = typeof env;

const exports = s3Exports(env.AUDIT_BUCKET_NAME);

export const handler = httpRoute({
  run: async ({ caller }) => ({ ok: true, value: { exports: await exports.list(caller.tenantId) } }),
});
