import type { Action } from '../../../contracts/identity/action.ts';
import type { TenantPolicy } from '../../../contracts/identity/policy.ts';
import { type Decision, type ItemResource, plainGuide, type Question } from './question.ts';

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
  if (decision.allow || question.resource.kind === 'Tenant') return { ...decision, hide: false };
  const { principal, resource } = question;
  const any = anyOf(resource.kind, principal.tenantId);
  if (!decide(engine, { ...question, resource: any }, policies).allow) return { ...decision, hide: false };
  const read = resource.kind === 'Guide' ? 'readGuide' : 'readRecording';
  return { ...decision, hide: !decide(engine, { principal, action: read, resource }, policies).allow };
}

/** A thing of the caller's own tenant that nothing is known of. */
export function anyOf(kind: ItemResource['kind'], tenantId: string, id = 'any'): ItemResource {
  return { kind, id, tenantId, ...plainGuide };
}
