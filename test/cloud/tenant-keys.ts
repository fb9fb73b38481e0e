import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { dynamoNewApiKeys } from '../../lib/adapters/identity/api-keys/dynamo-new-api-keys.ts';
import { peppered } from '../../lib/adapters/identity/api-keys/key-secrets.ts';
import type { KeyScope } from '../../lib/contracts/identity/key-scope.ts';
import { createApiKey } from '../../lib/domain/identity/api-keys/create-api-key.ts';
import { newIdentifier } from '../../lib/runtime/identifier.ts';
import type { ProductCloud } from './product-cloud.ts';
import { adminClient, tableOf } from './tenant-tables.ts';

/** Makes API keys as the product does, of any scopes and terms and past every plan. */
export async function keyMaker(product: ProductCloud) {
  const [, pepperArn] = Object.entries(product.outputs).find(([name]) => name.includes('ApiKeyPepper')) ?? [];
  if (!pepperArn) throw new Error('The stacks export no pepper');
  const ports = {
    apiKeys: dynamoNewApiKeys(await tableOf(product, 'IdentityData-Identity')),
    keySecrets: peppered(pepperArn, new SecretsManagerClient(adminClient(product))),
    now: Date.now,
  };
  return async (
    tenantId: string,
    scopes: readonly KeyScope[],
    expiresAt?: string,
  ): Promise<{ readonly id: string; readonly text: string }> => {
    const keyId = newIdentifier('key');
    const created = await createApiKey(
      ports,
      {
        tenantId,
        keyId,
        name: scopes.join(' '),
        scopes,
        createdBy: 'usr_test',
        ...(expiresAt && { expiresAt }),
      },
      { kind: 'system', id: 'test' },
    );
    if (!created) throw new Error('There is a key of that id already');
    return { id: keyId, text: created.secret };
  };
}
