import type { Role } from '../../lib/contracts/identity/role.ts';
import type { TenantPolicies } from '../../lib/domain/identity/authorization/decide.ts';
import type {
  ItemResource,
  KeyPrincipal,
  TenantResource,
  UserPrincipal,
} from '../../lib/domain/identity/authorization/question.ts';

export const tenantId = 'tnt_1';

export function userOf(role: Role, changes: Partial<UserPrincipal> = {}): UserPrincipal {
  return { kind: 'user', id: `usr_${role}`, tenantId, role, ...changes };
}

export function keyOf(...scopes: KeyPrincipal['scopes']): KeyPrincipal {
  return { kind: 'api-key', id: 'key_1', tenantId, scopes };
}

export function guideOf(changes: Partial<ItemResource> = {}): ItemResource {
  return { kind: 'Guide', id: 'gde_1', tenantId, sensitive: false, collaborators: [], ...changes };
}

export const wholeTenant: TenantResource = { kind: 'Tenant', id: tenantId, tenantId };

let version = 0;

/** Policies of a tenant, each set of a version of its own. */
export function policiesOf(...texts: readonly string[]): TenantPolicies {
  const policies = texts.map((text, index) => ({ id: `p${index}`, description: '', text }));
  return { tenantId, version: ++version, policies };
}
