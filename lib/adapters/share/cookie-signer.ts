import { getSignedCookies } from '@aws-sdk/cloudfront-signer';
import type { CookieSigner } from '../../domain/share/access-cookies.ts';
import { signingKeySecret } from './signing-key-secret.ts';

/** Signs with the edge's private key, which is read once and kept in memory. */
export function cookieSigner(secretArn: string, keyPairId: string): CookieSigner {
  const secret = signingKeySecret(secretArn);
  let privateKey: Promise<string> | undefined;
  return {
    sign: async (resource, expiresAt) => {
      privateKey ??= secret.privateKey();
      try {
        return signCookies(resource, expiresAt, keyPairId, await privateKey);
      } catch (error) {
        privateKey = undefined;
        throw error;
      }
    },
  };
}

/** Custom policy: CloudFront takes a wildcard in no other. */
export function signCookies(
  resource: string,
  expiresAt: Date,
  keyPairId: string,
  privateKey: string,
): Record<string, string> {
  const policy = JSON.stringify({
    Statement: [
      {
        Resource: resource,
        Condition: { DateLessThan: { 'AWS:EpochTime': Math.floor(expiresAt.getTime() / 1000) } },
      },
    ],
  });
  const cookies = Object.entries(getSignedCookies({ policy, keyPairId, privateKey }));
  return Object.fromEntries(cookies.map(([name, value]) => [name, String(value)]));
}
