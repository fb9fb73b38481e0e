import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Forge, forge, signedBySecret } from '../agent/forged-tokens.ts';
import { signIn } from '../agent/sign-in.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';

let product: ProductCloud;
let smith: Forge;
let real: string;
let idToken: string;

beforeAll(async () => {
  product = await startProductCloud();
  const tokens = await signIn({
    edge: product.edge,
    email: 'ada@example.com',
    password: 'a long password',
  });
  [real, idToken] = [tokens.access_token, tokens.id_token];
  const { keys } = (await product.invoke('RotateSigningKey', {})) as {
    keys: { keyId: string; state: string }[];
  };
  const keyId = keys.find(({ state }) => state === 'current')?.keyId ?? '';
  smith = await forge(real, `${product.edge}/oidc`, keyId, {
    endpoint: product.endpoint,
    region: 'us-east-1',
    credentials: product.admin,
  });
});
afterAll(() => product?.[Symbol.asyncDispose]());

/** Status behind the function that decides, and behind API Gateway's own check. */
async function statuses(token: string): Promise<readonly [number, number]> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const decided = await fetch(`${product.api}/v1/guides`, { headers });
  const direct = await fetch(`${product.api}/v1/recordings/rec_1/batches`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ data: 'AAAA' }),
  });
  return [decided.status, direct.status];
}
const refused = [401, 401];
const now = () => Math.floor(Date.now() / 1_000);

test('a real token, and one that an operator signs alike, pass both', async () => {
  expect(await statuses(real)).toEqual([200, 200]);
  expect(await statuses(await smith.signed({ claims: { jti: 'another' } }))).toEqual([200, 200]);
});

test('no token without a signature passes', async () => {
  const empty = () => Buffer.alloc(0);
  for (const alg of ['none', 'None', 'nOnE', 'RS256'])
    expect(await statuses(smith.forged({ header: { alg } }, empty))).toEqual(refused);
});

test('no token that was signed with the public key as a secret passes', async () => {
  const secrets = [
    smith.publicKey.export({ type: 'spki', format: 'pem' }),
    smith.publicKey.export({ type: 'spki', format: 'der' }),
    smith.published.n,
  ];
  for (const secret of secrets)
    expect(await statuses(smith.forged({ header: { alg: 'HS256' } }, signedBySecret(secret)))).toEqual(
      refused,
    );
});

test('no key that a token brings or points to is looked at', async () => {
  const address = 'https://attacker.example/jwks.json';
  const headers = [
    {},
    { jku: address },
    { x5u: address },
    { jwk: { kty: 'RSA', n: smith.published.n, e: smith.published.e } },
    { kid: 'unknown' },
    { kid: undefined },
    { kid: '../../../dev/null' },
  ];
  for (const header of headers) expect(await statuses(smith.forged({ header }))).toEqual(refused);
});

test('no token for somebody else, from somebody else, or of another kind passes', async () => {
  for (const aud of ['guidewright-web', 'another', undefined])
    expect(await statuses(await smith.signed({ claims: { aud } }))).toEqual(refused);
  for (const iss of ['https://attacker.example/oidc', product.api, `${product.edge}/oidc/`, undefined])
    expect(await statuses(await smith.signed({ claims: { iss } }))).toEqual(refused);
  expect(await statuses(idToken)).toEqual(refused);
});

test('no token of ten minutes ago, or from now, passes', async () => {
  const ended = { iat: now() - 2_400, exp: now() - 600 };
  const early = { iat: now() + 600, nbf: now() + 600, exp: now() + 2_400 };
  const issuedEarly = { iat: now() + 600, exp: now() + 2_400 };
  for (const claims of [ended, early, issuedEarly])
    expect(await statuses(await smith.signed({ claims }))).toEqual(refused);
});

test('a token of a viewer does not record, and one of another tenant sees nothing of this one', async () => {
  const [, direct] = await statuses(await smith.signed({ claims: { scope: 'guides' } }));
  expect(direct).toBe(403);
  // Under the issuer's signature: whoever is in no such tenant is nobody.
  const [decided] = await statuses(await smith.signed({ claims: { tenant_id: 'tnt_other' } }));
  expect(decided).toBe(401);
});
