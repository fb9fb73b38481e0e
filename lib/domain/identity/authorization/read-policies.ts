import type { PoliciesResponse } from '../../../contracts/identity/policy.ts';
import { builtInText } from './built-in-policies.ts';
import { cedarSchema } from './cedar-schema.ts';
import type { PolicyStore, PolicyVersion } from './policy-store.ts';

type ReadPolicies =
  | { readonly ok: true; readonly value: PoliciesResponse }
  | { readonly ok: false; readonly reason: 'not-found' };

/** The tenant's policies, the present ones unless an earlier version is asked for. */
export async function readPolicies(
  store: Pick<PolicyStore, 'present' | 'find'>,
  tenantId: string,
  version: number | undefined,
): Promise<ReadPolicies> {
  const found = version === undefined ? await store.present(tenantId) : await store.find(tenantId, version);
  return found ? { ok: true, value: shown(found) } : { ok: false, reason: 'not-found' };
}

export function shown({ version, policies, updatedAt, updatedBy }: PolicyVersion): PoliciesResponse {
  return {
    version,
    policies: [...policies],
    updatedAt,
    updatedBy,
    builtIn: builtInText,
    schema: cedarSchema,
  };
}
