import type { Audited } from '../../../contracts/audit/audited.ts';
import { type Action, type ActionRule, actions } from '../../../contracts/identity/action.ts';
import type { ApiKey } from '../../../contracts/identity/api-key.ts';
import type { KeyScope } from '../../../contracts/identity/key-scope.ts';
import { type Role, roles } from '../../../contracts/identity/role.ts';
import type { Tenant } from '../people.ts';
import type { CreateApiKeyPorts, StoredApiKey } from './create-api-key.ts';

/** Who asks: a person, since no scope of a key is for this. */
export interface KeyKeeper {
  readonly userId: string;
  readonly tenantId: string;
  readonly role?: Role | undefined;
}

export interface ApiKeys {
  add: CreateApiKeyPorts['apiKeys']['add'];
  find(tenantId: string, keyId: string): Promise<StoredApiKey | undefined>;
  /** All that are kept, those that ended too. */
  list(tenantId: string): Promise<StoredApiKey[]>;
  /** Once for a key, so that it has one successor. False when it was revoked or replaced meanwhile. */
  replace(key: StoredApiKey, replacement: Replacement, audited: Audited): Promise<boolean>;
  /** False when it was revoked already. */
  revoke(key: StoredApiKey, at: string, audited: Audited): Promise<boolean>;
  /** `work` while nobody else counts and adds keys of the tenant; undefined when somebody does. */
  alone<Outcome>(tenantId: string, work: () => Promise<Outcome>): Promise<Outcome | undefined>;
}

export interface Replacement {
  readonly by: string;
  /** End of the overlap. */
  readonly endsAt: string;
  readonly successorEndsAt: string | null;
}

export interface ApiKeyPorts extends Omit<CreateApiKeyPorts, 'apiKeys'> {
  readonly apiKeys: ApiKeys;
  readonly tenants: { find(tenantId: string): Promise<Pick<Tenant, 'plan'> | undefined> };
  readonly newKeyId: () => string;
}

/** The key as it is told of: without its hash. */
export function shown({ tenantId: _, hash: __, successorEndsAt: ___, ...key }: StoredApiKey): ApiKey {
  return key;
}

/** The least role that may do whatever the scope lets a key do. */
function roleOfScope(scope: KeyScope): Role {
  const needed = Object.values<ActionRule>(actions satisfies Record<Action, ActionRule>)
    .filter((rule) => rule.scope === scope)
    .map(({ role }) => roles.indexOf(role));
  return roles[Math.max(0, ...needed)] ?? 'owner';
}

/** Nobody comes by way of a key to what is not for them. */
export function mayGive(role: Role | undefined, scopes: readonly KeyScope[]): boolean {
  return (
    role !== undefined && scopes.every((scope) => roles.indexOf(roleOfScope(scope)) <= roles.indexOf(role))
  );
}

export const scopeAboveRole = {
  ok: false,
  reason: 'scope-above-role',
  detail: 'A key may do no more than whoever makes it.',
} as const;
