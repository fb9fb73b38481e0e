import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { clientSettings } from '../../runtime/aws-client.ts';
import { PermanentFault } from '../../runtime/faults.ts';

const client = new SecretsManagerClient(clientSettings);
const pem = '-----BEGIN PRIVATE KEY-----';

/** The RSA key pair of the edge's trusted key group; only its private half is stored. */
export function signingKeySecret(secretArn: string) {
  const read = async (): Promise<string | undefined> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    return SecretString?.startsWith(pem) ? SecretString : undefined;
  };
  return {
    /** PKCS #8, PEM. */
    privateKey: async (): Promise<string> => {
      const key = await read();
      if (!key) throw new PermanentFault('the signing secret holds no private key yet');
      return key;
    },
    /** SPKI, PEM. Makes the pair when the secret holds what it was created with: a replaced key would end every cookie. */
    publicKey: async (): Promise<string> => {
      const privateKey = (await read()) ?? (await make(secretArn));
      return createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
    },
  };
}

async function make(secretArn: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  await client.send(new PutSecretValueCommand({ SecretId: secretArn, SecretString: privateKey }));
  return privateKey;
}
