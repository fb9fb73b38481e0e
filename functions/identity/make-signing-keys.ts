import * as z from 'zod/mini';
import { dynamoKeyRings } from '../../lib/adapters/identity/openid/dynamo-key-rings.ts';
import { kmsKeyMaker } from '../../lib/adapters/identity/openid/kms-key-maker.ts';
import { rotateSigningKey } from '../../lib/domain/identity/openid/rotate-signing-key.ts';
import { customResource } from '../../lib/runtime/custom-resource.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'KEY_TAG', 'KEY_TAG_VALUE']);
export type Env = typeof env;

const ports = {
  rings: dynamoKeyRings({ client: documentClient(), name: env.IDENTITY_TABLE_NAME }),
  makers: kmsKeyMaker({ key: env.KEY_TAG, value: env.KEY_TAG_VALUE }),
  now: Date.now,
};

/** The first keys, on deployment: nothing can be signed before. They outlive the stack, as what they signed does. */
export const handler = customResource({
  properties: z.object({}),
  run: async ({ type }) => {
    if (type !== 'Delete') await rotateSigningKey(ports);
    return {};
  },
});
