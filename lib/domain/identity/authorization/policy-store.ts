import type { Audited } from '../../../contracts/audit/audited.ts';
import type { TenantPolicy } from '../../../contracts/identity/policy.ts';

/** A tenant's policies as they were written. */
export interface PolicyVersion {
  readonly version: number;
  readonly policies: readonly TenantPolicy[];
  readonly updatedAt: string | null;
  readonly updatedBy: string | null;
}

/** A version never changes once there is a later one. */
export interface PolicyStore {
  present(tenantId: string): Promise<PolicyVersion>;
  /** Undefined for one that never was. */
  find(tenantId: string, version: number): Promise<PolicyVersion | undefined>;
  /** Keeps `before` and puts `after` in its place. False when `before` is not the present one any more. */
  replace(tenantId: string, before: PolicyVersion, after: PolicyVersion, audited: Audited): Promise<boolean>;
}

/** What a tenant has before it writes any. */
export const noPolicies: PolicyVersion = { version: 0, policies: [], updatedAt: null, updatedBy: null };
