import type { StoredApiKey } from '../../../domain/identity/api-keys/create-api-key.ts';

export const apiKeyPlace = (tenantId: string, keyId: string) => ({
  pk: `TENANT#${tenantId}`,
  sk: `KEY#${keyId}`,
});

/** Seconds for which a key that ended is told of still. */
const kept = 90 * 24 * 3_600;

/** Unix time at which the table may forget a key that ends then. */
export const forgottenAt = (endsAt: string) => Math.ceil(Date.parse(endsAt) / 1_000) + kept;

/** `TENANT#<id>`/`KEY#<id>`. When the key ends is `endsAt`: `expiresAt` is when the table may forget an item. */
export function writeApiKey({
  id: _,
  tenantId: __,
  expiresAt,
  ...key
}: StoredApiKey): Record<string, unknown> {
  return { ...key, endsAt: expiresAt, ...(expiresAt && { expiresAt: forgottenAt(expiresAt) }) };
}

/** The key as an item has it. */
export function apiKeyItem(item: Readonly<Record<string, unknown>>): StoredApiKey {
  const { pk, sk, endsAt, name, prefix, hash, scopes, createdBy, createdAt } = item;
  const { revokedAt, lastUsedAt, requestsPerMinute, replacedBy, successorEndsAt } = item;
  return {
    ...{ tenantId: String(pk).slice('TENANT#'.length), id: String(sk).slice('KEY#'.length) },
    ...{ name, prefix, hash, scopes, createdBy, createdAt },
    ...{ expiresAt: endsAt ?? null, revokedAt: revokedAt ?? null, lastUsedAt: lastUsedAt ?? null },
    ...{ requestsPerMinute: requestsPerMinute ?? null, replacedBy: replacedBy ?? null },
    ...(successorEndsAt === undefined ? {} : { successorEndsAt }),
  } as StoredApiKey;
}
