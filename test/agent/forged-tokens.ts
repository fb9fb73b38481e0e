import { createHash, createHmac, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { KMSClient, type KMSClientConfig, SignCommand } from '@aws-sdk/client-kms';
import { compact, signedBy } from '../fakes/access-tokens.ts';

/** What a real token says, and the issuer's key to say otherwise with: an operator may sign, nobody else. */
export interface Forge {
  /** The real token with members of header or claims changed, under the issuer's own signature. */
  signed(changed: Changes): Promise<string>;
  /** The same under somebody else's signature. */
  forged(changed: Changes, signWith?: (text: string) => Buffer): string;
  readonly published: { readonly n: string; readonly e: string; readonly kid: string };
  /** The issuer's public key, as an attacker can have it. */
  readonly publicKey: KeyObject;
  readonly strangersKey: KeyObject;
}

interface Changes {
  readonly header?: object;
  readonly claims?: object;
}

/** @param token a real one */
export async function forge(
  token: string,
  issuer: string,
  keyId: string,
  kms: KMSClientConfig,
): Promise<Forge> {
  const client = new KMSClient(kms);
  const [header, claims] = token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  const { keys } = await (await fetch(`${issuer}/jwks`)).json();
  const published = keys.find(({ kid }: { kid: string }) => kid === header.kid);
  const { kty, n, e } = published;
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const parts = (changed: Changes) =>
    [
      { ...header, ...changed.header },
      { ...claims, ...changed.claims },
    ] as const;
  return {
    published,
    publicKey: createPublicKey({ key: { kty, n, e }, format: 'jwk' }),
    strangersKey: stranger.privateKey,
    forged: (changed, signWith = signedBy(stranger.privateKey)) => compact(...parts(changed), signWith),
    async signed(changed) {
      const unsigned = compact(...parts(changed), () => Buffer.alloc(0)).slice(0, -1);
      const { Signature = new Uint8Array() } = await client.send(
        new SignCommand({
          KeyId: keyId,
          Message: createHash('sha256').update(unsigned).digest(),
          MessageType: 'DIGEST',
          SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
        }),
      );
      return `${unsigned}.${Buffer.from(Signature).toString('base64url')}`;
    },
  };
}

export function signedBySecret(secret: string | Buffer) {
  return (text: string) => createHmac('sha256', secret).update(text).digest();
}
