import { type Action, actions } from '../../../contracts/identity/action.ts';
import type { ExplainDecisionRequest, ExplainDecisionResponse } from '../../../contracts/identity/policy.ts';
import { anyOf, decide, type PolicyEngine, type TenantPolicies } from './decide.ts';
import type { MemberStates, Resources } from './ports.ts';
import type { Decision, KeyPrincipal, Principal, Resource } from './question.ts';
import { errorOf } from './write-policies.ts';

export interface ExplainPorts {
  readonly engine: PolicyEngine;
  readonly members: MemberStates;
  readonly keys: { scopesOf(tenantId: string, keyId: string): Promise<KeyPrincipal['scopes'] | undefined> };
  readonly resources: Pick<Resources, 'guide'>;
  readonly policies: { present(tenantId: string): Promise<Pick<TenantPolicies, 'policies'>> };
}

interface Fault {
  pointer: string;
  message: string;
}

export type ExplainedDecision =
  | { readonly ok: true; readonly value: ExplainDecisionResponse }
  | { readonly ok: false; readonly reason: 'invalid-policy' | 'invalid-request'; readonly errors: Fault[] };

/** What would be decided in the tenant, by the policies in force or by others that stand in for them. */
export async function explainDecision(
  ports: ExplainPorts,
  tenantId: string,
  request: ExplainDecisionRequest,
): Promise<ExplainedDecision> {
  const { action } = request;
  if (!isAction(action)) return invalid('/action', 'There is no such action');
  const principal = await principalOf(ports, tenantId, request.principal);
  if (!principal) return invalid('/principal', 'There is nobody of that id in the tenant');
  const faults = request.policies ? ports.engine.faults(request.policies) : [];
  if (faults.length > 0) return { ok: false, reason: 'invalid-policy', errors: faults.map(errorOf) };
  const { policies } = request.policies
    ? { policies: request.policies }
    : await ports.policies.present(tenantId);
  const resource = await resourceOf(ports, tenantId, action, request.resource);
  const asked = { principal, action, resource };
  const decision = decide(ports.engine, asked, { tenantId, version: 'draft', policies });
  return {
    ok: true,
    value: {
      decision: decision.allow ? 'allow' : 'deny',
      because: [...decision.because],
      explanation: explain(decision),
    },
  };
}

function isAction(name: string): name is Action {
  return Object.hasOwn(actions, name);
}

function invalid(pointer: string, message: string): ExplainedDecision {
  return { ok: false, reason: 'invalid-request', errors: [{ pointer, message }] };
}

async function principalOf(
  { members, keys }: ExplainPorts,
  tenantId: string,
  named: ExplainDecisionRequest['principal'],
): Promise<Principal | undefined> {
  if ('role' in named) return { kind: 'user', id: 'any', tenantId, role: named.role };
  if ('userId' in named) {
    const member = await members.find(tenantId, named.userId);
    return member?.active ? { kind: 'user', id: named.userId, tenantId, role: member.role } : undefined;
  }
  const scopes = await keys.scopesOf(tenantId, named.apiKeyId);
  return scopes && { kind: 'api-key', id: named.apiKeyId, tenantId, scopes };
}

async function resourceOf(
  { resources }: ExplainPorts,
  tenantId: string,
  action: Action,
  named: ExplainDecisionRequest['resource'],
): Promise<Resource> {
  const kind = actions[action].resource;
  if (kind === 'Tenant') return { kind, id: tenantId, tenantId };
  const any = anyOf(kind, tenantId);
  if (!named) return any;
  if ('guideId' in named)
    return { ...any, id: named.guideId, ...(await resources.guide(tenantId, named.guideId)) };
  const { sensitive, createdBy, collaborators = [] } = named;
  const editors = collaborators.map((userId) => ({ userId, role: 'editor' as const }));
  return { ...any, sensitive, createdBy, collaborators: editors };
}

function explain({ allow, because }: Decision): string {
  if (because.length === 0) return 'No rule permits it.';
  const rules = because.join(', ');
  return allow ? `It is permitted by ${rules}, and no rule forbids it.` : `It is forbidden by ${rules}.`;
}
