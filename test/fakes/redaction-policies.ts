import type { Audited } from '../../lib/contracts/audit/audited.ts';
import type { PolicyRevision, PolicyStore } from '../../lib/domain/redaction/policy/policy-store.ts';

/** Redaction policies of companies, and what the log was told of their changes. */
export function fakePolicyStore(): PolicyStore & { readonly audited: Audited[] } {
  const revisions = new Map<string, PolicyRevision[]>();
  const audited: Audited[] = [];
  const of = (tenantId: string) => revisions.get(tenantId) ?? [];
  return {
    audited,
    present: async (tenantId) => of(tenantId).at(-1),
    find: async (tenantId, revision) => of(tenantId).find((one) => one.revision === revision),
    replace: async (tenantId, before, after, event) => {
      if ((of(tenantId).at(-1)?.revision ?? 0) !== before.revision) return false;
      revisions.set(tenantId, [...of(tenantId), after]);
      audited.push(event);
      return true;
    },
  };
}
