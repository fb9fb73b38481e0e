import * as z from 'zod/mini';
import { signingKeySecret } from '../../lib/adapters/share/signing-key-secret.ts';
import { customResource } from '../../lib/runtime/custom-resource.ts';
import { readEnv } from '../../lib/runtime/environment.ts';

const env = readEnv(['SIGNING_SECRET_ARN']);
export type Env = typeof env;

const secret = signingKeySecret(env.SIGNING_SECRET_ARN);

/** The key is made once and kept; deleting the resource leaves it to the secret's own retention. */
export const handler = customResource({
  properties: z.looseObject({}),
  run: async ({ type }) => (type === 'Delete' ? {} : { attributes: { PublicKey: await secret.publicKey() } }),
});
