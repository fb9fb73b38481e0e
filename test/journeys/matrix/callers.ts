import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { keyScopes } from '../../../lib/contracts/identity/key-scope.ts';
import { signIn } from '../../agent/sign-in.ts';
import { issuerAmongOurs } from '../../cloud/issued-tokens.ts';
import type { ProductCloud } from '../../cloud/product-cloud.ts';
import { keyMaker } from '../../cloud/tenant-keys.ts';
import { tableOf } from '../../cloud/tenant-tables.ts';
import { fakeIssuer } from '../../fakes/access-tokens.ts';

/** Somebody who asks, and what the matrix goes by. */
export interface Asker {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly is:
    | { readonly kind: 'nobody' }
    | { readonly kind: 'role'; readonly role: 'viewer' | 'editor' | 'admin' | 'owner' }
    | { readonly kind: 'scopes'; readonly scopes: readonly string[] }
    | { readonly kind: 'stranger' }
    | { readonly kind: 'strange-key' }
    /** A token that was good once: API Gateway, which keeps no list of members, takes it until it ends. */
    | { readonly kind: 'removed' };
}

const roles = ['viewer', 'editor', 'admin', 'owner'] as const;

/** A tenant with somebody of every role and a key of every scope, and whoever is not let in. */
export async function callersOf(product: ProductCloud) {
  const email = (name: string) => `${name}@matrix.example`;
  const tenant = await product.seed({
    ...{ tenantName: 'Matrix', email: email('owner'), name: 'Owner' },
    members: [...roles.slice(0, 3), 'removed', 'signed-out'].map((name) => ({
      ...{ email: email(name), name },
      role: roles.find((role) => role === name) ?? 'owner',
    })),
  });
  const stranger = await product.seed({
    tenantName: 'Strangers',
    email: email('stranger'),
    name: 'Stranger',
  });
  const identities = await tableOf(product, 'IdentityData-Identity');
  // The matrix asks more in a minute than the smallest plan has.
  for (const { tenantId } of [tenant, stranger]) await enlarge(identities, tenantId);

  const token = async (name: string) =>
    (await signIn({ edge: product.edge, email: email(name), password: 'a long password' })).access_token;
  const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
  const removed = await token('removed');
  const signedOut = await token('signed-out');
  const idOf = (name: string) => tenant.members.find((member) => member.email === email(name))?.userId ?? '';
  await update(identities, tenant.tenantId, `MEMBER#${idOf('removed')}`, 'status', 'removed');
  await endTokens(identities, tenant.tenantId, idOf('signed-out'));

  const issuer = await issuerAmongOurs(product);
  const claims = { sub: tenant.userId, tenant_id: tenant.tenantId };
  const now = Date.now();
  const expired = issuer.token(now - 2 * 3_600_000, { claims });
  const unpublished = fakeIssuer(issuer.issuer);
  const newKey = await keyMaker(product);
  const revokedKey = await newKey(tenant.tenantId, keyScopes);
  await revoke(identities, tenant.tenantId, revokedKey.id);
  const endedKey = await newKey(tenant.tenantId, keyScopes, new Date(now - 1_000).toISOString());
  const key = async (tenantId: string, ...scopes: readonly (typeof keyScopes)[number][]) => ({
    'x-api-key': (await newKey(tenantId, scopes)).text,
  });

  const nobody = { kind: 'nobody' } as const;
  const askers: Asker[] = [
    { name: 'anonymous', headers: {}, is: nobody },
    { name: 'expired token', headers: bearer(expired), is: nobody },
    {
      name: 'token of a key that is not ours',
      headers: bearer(unpublished.token(now, { claims })),
      is: nobody,
    },
    { name: 'removed member', headers: bearer(removed), is: { kind: 'removed' } },
    { name: 'signed-out member', headers: bearer(signedOut), is: { kind: 'removed' } },
    { name: 'revoked key', headers: { 'x-api-key': revokedKey.text }, is: nobody },
    { name: 'ended key', headers: { 'x-api-key': endedKey.text }, is: nobody },
    { name: 'another tenant’s owner', headers: bearer(await token('stranger')), is: { kind: 'stranger' } },
    {
      name: 'another tenant’s key',
      headers: await key(stranger.tenantId, ...keyScopes),
      is: { kind: 'strange-key' },
    },
  ];
  for (const role of roles)
    askers.push({ name: role, headers: bearer(await token(role)), is: { kind: 'role', role } });
  for (const scopes of [[], ...keyScopes.map((scope) => [scope]), keyScopes])
    askers.push({
      name: `key with ${scopes.length > 1 ? 'every scope' : (scopes[0] ?? 'no scope')}`,
      headers: await key(tenant.tenantId, ...scopes),
      is: { kind: 'scopes', scopes },
    });
  return { tenant, askers };
}

type Table = Awaited<ReturnType<typeof tableOf>>;

function update({ client, name }: Table, tenantId: string, sk: string, attribute: string, value: unknown) {
  return client.send(
    new UpdateCommand({
      TableName: name,
      Key: { pk: `TENANT#${tenantId}`, sk },
      UpdateExpression: 'SET #attribute = :value',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#attribute': attribute },
      ExpressionAttributeValues: { ':value': value },
    }),
  );
}

const enlarge = (table: Table, tenantId: string) => update(table, tenantId, 'TENANT', 'plan', 'ENTERPRISE');
const endTokens = (table: Table, tenantId: string, userId: string) =>
  update(table, tenantId, `MEMBER#${userId}`, 'notBefore', Date.now() + 60_000);
const revoke = (table: Table, tenantId: string, keyId: string) =>
  update(table, tenantId, `KEY#${keyId}`, 'revokedAt', new Date().toISOString());
