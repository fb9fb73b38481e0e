import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { ExternalSigningKey } from 'oidc-provider';
import type { PublishedKey, SigningKey } from '../../../domain/identity/openid/signing-keys.ts';
import { clientSettings } from '../../../runtime/aws-client.ts';

/** A key of the provider whose private half never leaves KMS. */
export class KmsSigningKey extends ExternalSigningKey {
  readonly #keyId: string;
  readonly #published: PublishedKey;
  readonly #client: KMSClient;

  constructor({ keyId, published }: Pick<SigningKey, 'keyId' | 'published'>, client: KMSClient) {
    super();
    this.#keyId = keyId;
    this.#published = published;
    this.#client = client;
  }

  override get kid(): string {
    return this.#published.kid;
  }

  override get alg(): string {
    return this.#published.alg;
  }

  override keyObject(): KeyObject {
    const { kty, n, e } = this.#published;
    return createPublicKey({ key: { kty, n, e }, format: 'jwk' });
  }

  override async sign(data: Uint8Array): Promise<Uint8Array> {
    const { Signature } = await this.#client.send(
      new SignCommand({
        KeyId: this.#keyId,
        // KMS takes messages of at most 4 KiB.
        Message: createHash('sha256').update(data).digest(),
        MessageType: 'DIGEST',
        SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
      }),
    );
    if (!Signature) throw new Error('KMS gave no signature');
    return Signature;
  }
}

/** The one that signs first: the provider takes the first that fits. Retired ones are left out. */
export function providerKeys(
  keys: readonly SigningKey[],
  client = new KMSClient(clientSettings),
): readonly KmsSigningKey[] {
  const published = keys.filter(({ state }) => state !== 'retired');
  const current = published.filter(({ state }) => state === 'current');
  const others = published.filter(({ state }) => state !== 'current');
  return [...current, ...others].map((key) => new KmsSigningKey(key, client));
}
