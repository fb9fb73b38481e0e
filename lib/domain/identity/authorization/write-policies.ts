import { actorOf } from '../../../contracts/audit/audited.ts';
import type { Action } from '../../../contracts/identity/action.ts';
import type { PoliciesResponse, TenantPolicy } from '../../../contracts/identity/policy.ts';
import type { PolicyEngine, PolicyFault } from './decide.ts';
import type { PolicyStore } from './policy-store.ts';
import { shown } from './read-policies.ts';

export interface WritePoliciesPorts {
  readonly store: PolicyStore;
  readonly engine: PolicyEngine;
  readonly now: () => number;
}

interface Writing {
  /** The version that was read, and that these are to follow. */
  readonly version: number;
  readonly policies: readonly TenantPolicy[];
}

export type WrittenPolicies =
  | { readonly ok: true; readonly value: PoliciesResponse }
  | {
      readonly ok: false;
      readonly reason: 'invalid-policy' | 'version-changed' | 'locks-out-owner';
      readonly errors?: { pointer: string; message: string }[];
    };

/** Replaces the tenant's policies, all of them at once. */
export async function writePolicies(
  { store, engine, now }: WritePoliciesPorts,
  caller: { readonly tenantId: string; readonly userId: string },
  { version, policies }: Writing,
): Promise<WrittenPolicies> {
  const { tenantId, userId } = caller;
  const before = await store.present(tenantId);
  if (before.version !== version) return { ok: false, reason: 'version-changed' };
  const faults = engine.faults(policies);
  if (faults.length > 0)
    return { ok: false, reason: 'invalid-policy', errors: faults.map((fault) => errorOf(fault)) };
  if (!ownerMayChange(engine, tenantId, policies)) return { ok: false, reason: 'locks-out-owner' };
  const updatedAt = new Date(now()).toISOString();
  const after = { version: version + 1, policies, updatedAt, updatedBy: userId };
  const written = await store.replace(tenantId, before, after, {
    tenantId,
    actor: actorOf(caller),
    action: 'writePolicies',
    resource: { kind: 'Tenant', id: tenantId },
    facts: { version: String(after.version), policies: String(policies.length) },
  });
  return written ? { ok: true, value: shown(after) } : { ok: false, reason: 'version-changed' };
}

export function errorOf({ index, field, message }: PolicyFault) {
  return { pointer: `/policies/${index}/${field}`, message };
}

/** They would not be heeded (decide.ts), so whoever writes them is told that they do not do what they say. */
function ownerMayChange(engine: PolicyEngine, tenantId: string, policies: readonly TenantPolicy[]): boolean {
  const principal = { kind: 'user', id: 'any', tenantId, role: 'owner' } as const;
  const resource = { kind: 'Tenant', id: tenantId, tenantId } as const;
  const asWritten = { tenantId, version: 'draft', policies } as const;
  return (['readPolicies', 'writePolicies'] satisfies Action[]).every(
    (action) => engine.decide({ principal, action, resource }, asWritten).allow,
  );
}
