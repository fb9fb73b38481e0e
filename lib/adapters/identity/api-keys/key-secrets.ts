import { createHmac, randomBytes } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { CreateApiKeyPorts } from '../../../domain/identity/api-keys/create-api-key.ts';
import { clientSettings } from '../../../runtime/aws-client.ts';

/**
 * Secrets of API keys, and the hash that is kept of a key: HMAC-SHA256 (hexadecimal) with a pepper from Secrets
 * Manager, which is fetched once.
 * @param pepperArn API_KEY_PEPPER_ARN
 */
export function peppered(
  pepperArn: string,
  client = new SecretsManagerClient(clientSettings),
): CreateApiKeyPorts['keySecrets'] {
  let pepper: Promise<string> | undefined;
  const fetchPepper = async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: pepperArn }));
    if (!SecretString) throw new Error('the pepper of API keys is empty');
    return SecretString;
  };
  const current = () => {
    pepper ??= fetchPepper().catch((error) => {
      pepper = undefined;
      throw error;
    });
    return pepper;
  };
  return {
    create: () => randomBytes(32).toString('base64url'),
    hash: async (text) =>
      createHmac('sha256', await current())
        .update(text)
        .digest('hex'),
  };
}
