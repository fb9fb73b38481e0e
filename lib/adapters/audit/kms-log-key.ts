import { createHash, createPublicKey, verify } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { LogSigner, LogVerifier } from '../../domain/audit/statement.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

/** The log's key, whose private half never leaves KMS. @param keyArn AUDIT_SIGNING_KEY_ARN */
export function kmsLogSigner(keyArn: string, client = new KMSClient(clientSettings)): LogSigner {
  return {
    async sign(text) {
      const { Signature } = await client.send(
        new SignCommand({
          KeyId: keyArn,
          // KMS takes messages of at most 4 KiB.
          Message: createHash('sha256').update(text).digest(),
          MessageType: 'DIGEST',
          SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
        }),
      );
      if (!Signature) throw new Error('KMS gave no signature');
      return Buffer.from(Signature).toString('base64');
    },
  };
}

/** Checks here, with the public half as KMS has it; it is asked for once. */
export function kmsLogVerifier(
  keyArn: string,
  client = new KMSClient(clientSettings),
): () => Promise<LogVerifier> {
  let known: Promise<LogVerifier> | undefined;
  const read = async (): Promise<LogVerifier> => {
    const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyArn }));
    if (!PublicKey) throw new Error('KMS gave no public key');
    const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
    return {
      fingerprint: createHash('sha256').update(PublicKey).digest('hex'),
      verifies: ({ text, signature }) =>
        verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64')),
    };
  };
  return () => {
    known ??= read().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}
