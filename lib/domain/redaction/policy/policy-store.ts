import type { Audited } from '../../../contracts/audit/audited.ts';
import {
  type RedactionPolicy,
  type RedactionRules,
  standardRules,
} from '../../../contracts/redaction/policy.ts';

/** A company's rules as they were set. */
export interface PolicyRevision {
  readonly revision: number;
  readonly rules: RedactionRules;
  readonly updatedAt?: string;
  readonly updatedBy?: string;
}

/** A revision never changes once there is a later one. */
export interface PolicyStore {
  /** Undefined where the company has set nothing. */
  present(tenantId: string): Promise<PolicyRevision | undefined>;
  /** Undefined for one that never was. */
  find(tenantId: string, revision: number): Promise<PolicyRevision | undefined>;
  /** Keeps `before` and puts `after` in its place. False when `before` is not the present one any more. */
  replace(
    tenantId: string,
    before: PolicyRevision,
    after: Required<PolicyRevision>,
    audited: Audited,
  ): Promise<boolean>;
}

export const nothingSet: PolicyRevision = { revision: 0, rules: standardRules };

export function shown({ rules, ...revision }: PolicyRevision): RedactionPolicy {
  return { ...rules, ...revision };
}
