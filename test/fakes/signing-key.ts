import { generateKeyPairSync, sign } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';

/** A KMS with one RSA signing key, as far as tokens need it. Counts what it is asked. */
export function fakeSigningKms() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const asked: string[] = [];
  const send = async (command: unknown): Promise<unknown> => {
    if (command instanceof GetPublicKeyCommand) {
      asked.push('GetPublicKey');
      return { PublicKey: publicKey.export({ type: 'spki', format: 'der' }) };
    }
    if (command instanceof SignCommand) {
      asked.push('Sign');
      return { Signature: sign('sha256', Buffer.from(command.input.Message ?? ''), privateKey) };
    }
    throw new Error('not a request that tokens make');
  };
  return { asked, client: { send } as Pick<KMSClient, 'send'> as KMSClient };
}
