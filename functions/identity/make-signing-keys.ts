import * as z from 'zod/mini';
import { keyRotation, rotationVariables } from '../../lib/adapters/identity/openid/key-rotation.ts';
import { rotateSigningKey } from '../../lib/domain/identity/openid/rotate-signing-key.ts';
import { customResource } from '../../lib/runtime/custom-resource.ts';
import { readEnv } from '../../lib/runtime/environment.ts';

const env = readEnv(rotationVariables);
export type Env = typeof env;

const ports = keyRotation(env);

/** The first keys, on deployment: nothing can be signed before. They outlive the stack, as what they signed does. */
export const handler = customResource({
  properties: z.object({}),
  run: async ({ type }) => {
    if (type !== 'Delete') await rotateSigningKey(ports);
    return {};
  },
});
