import * as z from 'zod/mini';
import { keyRotation, rotationVariables } from '../../lib/adapters/identity/openid/key-rotation.ts';
import { rotateSigningKey } from '../../lib/domain/identity/openid/rotate-signing-key.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { operatorTask } from '../../lib/runtime/workflow-task.ts';

const env = readEnv(rotationVariables);
export type Env = typeof env;

const ports = keyRotation(env);

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
