import { createHash, createPublicKey } from 'node:crypto';
import {
  CreateKeyCommand,
  GetPublicKeyCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import type { RotationPorts } from '../../../domain/identity/openid/rotate-signing-key.ts';
import type { PublishedKey } from '../../../domain/identity/openid/signing-keys.ts';
import { clientSettings } from '../../../runtime/aws-client.ts';

/** Days in which a deletion that was a mistake can be taken back; the least that KMS takes. */
const waitingDays = 7;

/** Makes keys under a tag, by which the functions that may use them know them. */
export function kmsKeyMaker(
  tag: { readonly key: string; readonly value: string },
  client = new KMSClient(clientSettings),
): RotationPorts['makers'] {
  return {
    async create() {
      const { KeyMetadata } = await client.send(
        new CreateKeyCommand({
          Description: 'Signs tokens (RS256)',
          KeySpec: 'RSA_2048',
          KeyUsage: 'SIGN_VERIFY',
          Tags: [{ TagKey: tag.key, TagValue: tag.value }],
        }),
      );
      const keyId = KeyMetadata?.KeyId;
      if (!keyId) throw new Error('KMS made no key');
      const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
      if (!PublicKey) throw new Error('KMS gave no public key');
      return { keyId, published: toPublishedKey(PublicKey) };
    },
    async destroy(keyId) {
      try {
        await client.send(new ScheduleKeyDeletionCommand({ KeyId: keyId, PendingWindowInDays: waitingDays }));
      } catch (error) {
        if (!(error instanceof Error && isGone.has(error.name))) throw error;
      }
    },
  };
}

/** It waits for its deletion already, or is deleted. */
const isGone = new Set(['KMSInvalidStateException', 'NotFoundException']);

/** `der`: SubjectPublicKeyInfo of an RSA key. */
export function toPublishedKey(der: Uint8Array): PublishedKey {
  const { kty, n, e } = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' }).export({
    format: 'jwk',
  });
  if (kty !== 'RSA' || !n || !e) throw new Error('the signing key is not an RSA key');
  const kid = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
  return { kty, use: 'sig', alg: 'RS256', kid, n, e };
}
