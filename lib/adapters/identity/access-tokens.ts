import { randomUUID } from 'node:crypto';
import { KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { tokenAudience } from '../../contracts/identity/token.ts';
import { accessTokenSeconds, type TokenPorts } from '../../domain/identity/issue-token.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { kmsPublishedKeys } from './published-keys.ts';

/** Signed JWTs for API calls (RFC 9068), in JWS compact form (RFC 7515). The private key never leaves KMS. */
export function kmsAccessTokens(
  { keyId, issuer }: { readonly keyId: string; readonly issuer: string },
  client = new KMSClient(clientSettings),
): TokenPorts['accessTokens'] {
  const keys = kmsPublishedKeys(keyId, client);
  return {
    async sign({ userId, tenantId, name }, now) {
      const { kid } = await keys.current();
      const issuedAt = Math.floor(now / 1_000);
      const signed = [
        { alg: 'RS256', typ: 'at+jwt', kid },
        {
          iss: issuer,
          aud: tokenAudience,
          sub: userId,
          tenant_id: tenantId,
          name,
          scope: 'guides',
          iat: issuedAt,
          exp: issuedAt + accessTokenSeconds,
          jti: randomUUID(),
        },
      ]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.');
      const { Signature } = await client.send(
        new SignCommand({
          KeyId: keyId,
          Message: Buffer.from(signed),
          MessageType: 'RAW',
          SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
        }),
      );
      if (!Signature) throw new Error('KMS gave no signature');
      return `${signed}.${Buffer.from(Signature).toString('base64url')}`;
    },
  };
}
