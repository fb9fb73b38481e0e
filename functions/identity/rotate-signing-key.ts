import * as z from 'zod/mini';
import { dynamoKeyRings } from '../../lib/adapters/identity/openid/dynamo-key-rings.ts';
import { kmsKeyMaker } from '../../lib/adapters/identity/openid/kms-key-maker.ts';
import { rotateSigningKey } from '../../lib/domain/identity/openid/rotate-signing-key.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { operatorTask } from '../../lib/runtime/workflow-task.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'KEY_TAG', 'KEY_TAG_VALUE']);
export type Env = typeof env;

const ports = {
  rings: dynamoKeyRings({ client: documentClient(), name: env.IDENTITY_TABLE_NAME }),
  makers: kmsKeyMaker({ key: env.KEY_TAG, value: env.KEY_TAG_VALUE }),
  now: Date.now,
};

export const handler = operatorTask({
  input: z.object({ now: z.optional(z.boolean()), compromised: z.optional(z.boolean()) }),
  run: async (asked) => {
    const { version, keys } = await rotateSigningKey(ports, asked);
    return {
      version,
      keys: keys.map(({ keyId, published, state }) => ({ keyId, kid: published.kid, state })),
    };
  },
});
