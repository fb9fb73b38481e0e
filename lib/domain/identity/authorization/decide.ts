import type { Action } from '../../../contracts/identity/action.ts';
import type { TenantPolicy } from '../../../contracts/identity/policy.ts';
import {
  type Decision,
  type ItemResource,
  plainGuide,
  type Question,
  type TenantResource,
} from './question.ts';
import { type ToldReason, toldReason } from './told-reason.ts';

/** A tenant's policies of one version. 0: it has written none; `draft`: they are tried out only. */
export interface TenantPolicies {
  readonly tenantId: string;
  readonly version: number | 'draft';
  readonly policies: readonly TenantPolicy[];
}

export interface PolicyEngine {
  /** By the built-in rules and the given ones. Throws nothing: what cannot be decided is not allowed. */
  decide(question: Question, policies: TenantPolicies | undefined): Decision;
  /** What does not fit the language or the schema, by the policy's place in the list. */
  faults(policies: readonly TenantPolicy[]): readonly PolicyFault[];
}

export interface PolicyFault {
  readonly index: number;
  readonly field: 'id' | 'text';
  readonly message: string;
}

export interface Verdict extends Decision {
  /** Whether the refusal would tell the caller that the thing is there. */
  readonly hide: boolean;
  /** What of it the caller is told. */
  readonly told: ToldReason;
}

/** Whatever a tenant's policies say, its owners can read and change them. */
const ownersRemedy: ReadonlySet<Action> = new Set(['readPolicies', 'writePolicies', 'explainDecision']);

export function decide(
  engine: PolicyEngine,
  question: Question,
  policies: TenantPolicies | undefined,
): Decision {
  const { principal, action } = question;
  const remedy = principal.kind === 'user' && principal.role === 'owner' && ownersRemedy.has(action);
  return engine.decide(question, remedy ? undefined : policies);
}

/**
 * The decision, and how a refusal is told. A caller who would be refused the action on any thing of that kind learns
 * nothing by being told so; one who is refused it on this very thing, and may not read it, must not learn that it is
 * there.
 */
export function judge(
  engine: PolicyEngine,
  question: Question,
  policies: TenantPolicies | undefined,
): Verdict {
  const decision = decide(engine, question, policies);
  const { principal, resource } = question;
  const ask = (asked: Partial<Question>) => decide(engine, { ...question, ...asked }, policies);
  const told = (because: readonly string[]) =>
    toldReason(
      question,
      because,
      () => ask({ action: 'readPolicies', resource: wholeTenant(principal.tenantId) }).allow,
    );
  if (decision.allow) return { ...decision, hide: false, told: {} };
  if (resource.kind === 'Tenant') return { ...decision, hide: false, told: told(decision.because) };
  const general = ask({ resource: anyOf(resource.kind, principal.tenantId) });
  if (!general.allow) return { ...decision, hide: false, told: told(general.because) };
  const hide = !ask({ action: resource.kind === 'Guide' ? 'readGuide' : 'readRecording' }).allow;
  return { ...decision, hide, told: hide ? {} : told(decision.because) };
}

export function wholeTenant(tenantId: string): TenantResource {
  return { kind: 'Tenant', id: tenantId, tenantId };
}

/** A thing of the caller's own tenant that nothing is known of. */
export function anyOf(kind: ItemResource['kind'], tenantId: string, id = 'any'): ItemResource {
  return { kind, id, tenantId, ...plainGuide };
}
