import type { Audited } from '../../../contracts/audit/audited.ts';
import type { ApiKey } from '../../../contracts/identity/api-key.ts';
import type { KeyScope } from '../../../contracts/identity/key-scope.ts';

/** A key as it is kept: of the key itself only a keyed hash. */
export interface StoredApiKey extends ApiKey {
  readonly tenantId: string;
  readonly hash: string;
  /** Of a key that was rotated: when its successor is to end. */
  readonly successorEndsAt?: string | null;
}

export interface CreateApiKeyPorts {
  readonly apiKeys: {
    /** False when there is a key of that id already; nothing is changed then. */
    add(key: StoredApiKey, audited: Audited): Promise<boolean>;
  };
  readonly keySecrets: {
    /** 43 characters of base64url from 256 random bits. */
    create(): string;
    /** HMAC-SHA256 of the whole key, with a pepper that the table does not hold. */
    hash(text: string): Promise<string>;
  };
  readonly now: () => number;
}

export interface NewApiKey {
  readonly tenantId: string;
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly createdBy: string;
  readonly expiresAt?: string;
  readonly requestsPerMinute?: number;
}

export type CreatedApiKey = { readonly key: ApiKey; readonly secret: string };

/** Of the key that somebody gets who registered a company: enough to import a script, see it become a guide, and read that. */
const firstKeyScopes = ['recordings:write', 'recordings:read', 'guides:read'] as const;
const firstKeyDays = 90;

/** Of the key that an operator gets who makes a tenant: everything with guides and recordings, and reading the rest. */
export const operatorsKey = {
  scopes: ['guides:read', 'guides:write', 'recordings:read', 'recordings:write', 'tenant:read', 'audit:read'],
} as const satisfies KeyTerms;

/** What a tenant's first key may do, and until when. */
export type KeyTerms = Pick<NewApiKey, 'scopes' | 'expiresAt'>;

/** @param now milliseconds since the epoch */
export function firstKey(now: number): KeyTerms {
  const expiresAt = new Date(now + firstKeyDays * 24 * 3_600_000).toISOString();
  return { scopes: firstKeyScopes, expiresAt };
}

/** Makes a key. Its text is given this once; undefined when there is a key of that id already. */
export async function createApiKey(
  ports: CreateApiKeyPorts,
  { tenantId, keyId, name, scopes, createdBy, expiresAt, requestsPerMinute }: NewApiKey,
  actor: Audited['actor'],
): Promise<CreatedApiKey | undefined> {
  const secret = apiKeyText(tenantId, keyId, ports.keySecrets.create());
  const key: ApiKey = {
    id: keyId,
    name,
    prefix: secret.slice(0, shownCharacters(secret)),
    scopes: [...scopes],
    createdBy,
    createdAt: new Date(ports.now()).toISOString(),
    expiresAt: expiresAt ?? null,
    revokedAt: null,
    lastUsedAt: null,
    requestsPerMinute: requestsPerMinute ?? null,
    replacedBy: null,
  };
  const hash = await ports.keySecrets.hash(secret);
  const added = await ports.apiKeys.add(
    { ...key, tenantId, hash },
    {
      tenantId,
      actor,
      action: 'createApiKey',
      resource: { kind: 'ApiKey', id: keyId },
      facts: { scopes: scopes.join(' ') },
    },
  );
  return added ? { key, secret } : undefined;
}

/** `gw_<tenant>_<key>_<secret>`, the ids without their prefixes. */
export function apiKeyText(tenantId: string, keyId: string, secret: string): string {
  return ['gw', withoutPrefix(tenantId), withoutPrefix(keyId), secret].join('_');
}

const withoutPrefix = (id: string) => id.slice(id.indexOf('_') + 1);

/** Up to and with the first four of the secret: enough to tell keys apart, nothing to guess the rest from. */
const shownCharacters = (text: string) => text.split('_').slice(0, 3).join('_').length + 5;
