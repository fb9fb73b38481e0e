import { createHash, createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { PublishedKey } from '../../domain/identity/discovery.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

/** The public half of the KMS signing key, fetched once. Its `kid` is its thumbprint (RFC 7638). */
export function kmsPublishedKeys(keyId: string, client = new KMSClient(clientSettings)) {
  let published: Promise<PublishedKey> | undefined;
  const fetchKey = async (): Promise<PublishedKey> => {
    const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
    if (!PublicKey) throw new Error('KMS gave no public key');
    return toPublishedKey(PublicKey);
  };
  const current = () => {
    published ??= fetchKey().catch((error) => {
      published = undefined;
      throw error;
    });
    return published;
  };
  return { current, list: async () => [await current()] };
}

/** `der`: SubjectPublicKeyInfo of an RSA key. */
export function toPublishedKey(der: Uint8Array): PublishedKey {
  const { kty, n, e } = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' }).export({
    format: 'jwk',
  });
  if (kty !== 'RSA' || !n || !e) throw new Error('the signing key is not an RSA key');
  const kid = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
  return { kty, use: 'sig', alg: 'RS256', kid, n, e };
}
