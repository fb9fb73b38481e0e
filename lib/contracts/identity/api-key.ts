import * as z from 'zod/mini';
import { keyScope } from './key-scope.ts';

export const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** First characters of the key, to tell it from others: `gw_…`. */
  prefix: z.string(),
  scopes: z.array(keyScope),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.nullable(z.string()),
  revokedAt: z.nullable(z.string()),
  lastUsedAt: z.nullable(z.string()),
  /** Requests a minute where they are fewer than the plan's. */
  requestsPerMinute: z.nullable(z.int()),
  /** Of a key that was rotated: the one that takes its place, and when this one ends. */
  replacedBy: z.nullable(z.string()),
});
export type ApiKey = z.infer<typeof apiKey>;
export const listApiKeysResponse = z.object({ keys: z.array(apiKey) });

type KeyLife = Pick<ApiKey, 'replacedBy' | 'revokedAt' | 'expiresAt'>;

/** Milliseconds after the end of a rotated key for which a rotation that broke off can be gone on with. */
const repeatable = 24 * 3_600_000;

/** Whether the key was rotated lately enough that its successor can still be made, if it is not there yet. */
export function mayGetSuccessor({ replacedBy, revokedAt, expiresAt }: KeyLife, now: number): boolean {
  return (
    replacedBy !== null &&
    revokedAt === null &&
    expiresAt !== null &&
    now < Date.parse(expiresAt) + repeatable
  );
}

/**
 * How many places of the plan the keys take: each that works and was not rotated, and each whose successor is not made
 * yet, for the successor.
 */
export function placesTaken(keys: readonly (KeyLife & { readonly id: string })[], now: number): number {
  const made = new Set(keys.map(({ id }) => id));
  return keys.filter((key) =>
    key.replacedBy === null
      ? key.revokedAt === null && (key.expiresAt === null || Date.parse(key.expiresAt) > now)
      : !made.has(key.replacedBy) && mayGetSuccessor(key, now),
  ).length;
}

export const apiKeyPath = z.object({ id: z.string().check(z.regex(/^key_[0-9a-z]{26}$/)) });

/** `POST /v1/api-keys` */
export const createApiKeyRequest = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  scopes: z.array(keyScope).check(z.minLength(1), z.maxLength(20)),
  expiresAt: z.optional(z.iso.datetime({ offset: true })),
  requestsPerMinute: z.optional(z.int().check(z.gte(1), z.lte(30_000))),
});
/** `POST /v1/api-keys/{id}/rotate`: the old key works on for so many seconds. */
export const rotateApiKeyRequest = z.object({
  overlapSeconds: z._default(z.int().check(z.gte(0), z.lte(30 * 24 * 3600)), 24 * 3600),
});
/** `secret` is the whole key, shown this once: only a keyed hash is stored. */
export const createApiKeyResponse = z.object({ key: apiKey, secret: z.string() });
export type CreateApiKeyResponse = z.infer<typeof createApiKeyResponse>;

export const apiKeyRefusals = {
  'plan-limit': { status: 409, title: 'The plan has no room for more' },
  'already-expired': { status: 400, title: 'The key would be expired already' },
  'already-revoked': { status: 409, title: 'The key is revoked or has ended' },
  'already-rotated': { status: 409, title: 'The key was rotated already' },
  'scope-above-role': { status: 403, title: 'Nobody gives a key more than they may themselves' },
} as const;
