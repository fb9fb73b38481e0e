import { dynamoKeyRings } from '../../lib/adapters/identity/openid/dynamo-key-rings.ts';
import { fakeIssuer } from '../fakes/access-tokens.ts';
import type { ProductCloud } from './product-cloud.ts';
import { tableOf } from './tenant-tables.ts';

/** An issuer whose key is among the published ones: its tokens are as good as the provider's, whatever they say. */
export async function issuerAmongOurs(product: ProductCloud) {
  const rings = dynamoKeyRings(await tableOf(product, 'IdentityData-Identity'));
  const issuer = fakeIssuer(`${product.edge}/oidc`);
  const ring = await rings.read();
  const added = { keyId: 'test', published: issuer.published, state: 'previous', since: Date.now() } as const;
  if (!(await rings.replace(ring, [...ring.keys, added])))
    throw new Error('The key ring was changed meanwhile');
  return issuer;
}
