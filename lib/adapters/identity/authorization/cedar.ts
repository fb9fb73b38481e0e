import {
  type AuthorizationAnswer,
  isAuthorized,
  policySetTextToParts,
  preparsePolicySet,
  statefulIsAuthorized,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs';
import type { TenantPolicy } from '../../../contracts/identity/policy.ts';
import { builtInPolicies } from '../../../domain/identity/authorization/built-in-policies.ts';
import { cedarSchema } from '../../../domain/identity/authorization/cedar-schema.ts';
import type {
  PolicyEngine,
  PolicyFault,
  TenantPolicies,
} from '../../../domain/identity/authorization/decide.ts';
import type { Decision } from '../../../domain/identity/authorization/question.ts';
import { cedarRequest } from './cedar-request.ts';
import { placedMessage } from './source-place.ts';

/** Cedar keeps what was parsed under a name for ever: an engine has so many names, which are used again. */
const slots = 64;
let engines = 0;

/**
 * Cedar in its WebAssembly form. Policy sets are parsed once per tenant and version. A rule that fails while it is
 * evaluated counts as one that forbids: left out, as Cedar does, it might be the one that forbids.
 */
export function cedarEngine(builtIn: Readonly<Record<string, string>> = builtInPolicies): PolicyEngine {
  const engine = engines++;
  const free = Array.from({ length: slots }, (_, index) => `${engine}/${index}`);
  const parsed = new Map<string, string>();

  const slotOf = (policies: TenantPolicies | undefined): string => {
    const key = policies && policies.policies.length > 0 ? `${policies.tenantId}@${policies.version}` : '';
    const known = parsed.get(key);
    const slot = known ?? free.pop() ?? giveUpOldest(parsed);
    if (known === undefined) {
      const staticPolicies = { ...builtIn, ...textsOf(policies?.policies ?? []) };
      const answer = preparsePolicySet(slot, { staticPolicies });
      if (answer.type === 'failure') free.push(slot);
      succeed(answer);
    }
    // Latest last, so that the first is the oldest.
    parsed.delete(key);
    parsed.set(key, slot);
    return slot;
  };

  return {
    decide(question, policies) {
      const request = cedarRequest(question);
      if (policies?.version === 'draft')
        return decisionOf(
          isAuthorized({
            ...request,
            policies: { staticPolicies: { ...builtIn, ...textsOf(policies.policies) } },
          }),
        );
      try {
        const preparsedPolicySetId = slotOf(policies);
        return decisionOf(statefulIsAuthorized({ ...request, preparsedPolicySetId }));
      } catch (error) {
        if (error instanceof PolicyUnreadable) return { allow: false, because: ['tenant/unreadable'] };
        throw error;
      }
    },
    faults,
  };
}

class PolicyUnreadable extends Error {
  override readonly name = 'PolicyUnreadable';
}

function succeed(answer: { readonly type: string }): void {
  if (answer.type !== 'success') throw new PolicyUnreadable();
}

function giveUpOldest(parsed: Map<string, string>): string {
  const [key = '', slot = ''] = parsed.entries().next().value ?? [];
  parsed.delete(key);
  return slot;
}

function textsOf(policies: readonly TenantPolicy[]): Record<string, string> {
  return Object.fromEntries(policies.map(({ id, text }) => [`tenant/${id}`, text]));
}

function decisionOf(answer: AuthorizationAnswer): Decision {
  if (answer.type === 'failure') return { allow: false, because: [] };
  const { decision, diagnostics } = answer.response;
  if (diagnostics.errors.length > 0)
    return { allow: false, because: diagnostics.errors.map(({ policyId }) => policyId).sort() };
  return { allow: decision === 'allow', because: [...diagnostics.reason].sort() };
}

function faults(policies: readonly TenantPolicy[]): PolicyFault[] {
  const repeated = policies.flatMap(({ id }, index) =>
    policies.findIndex((other) => other.id === id) < index
      ? [{ index, field: 'id' as const, message: `${id} is there twice` }]
      : [],
  );
  const unreadable = policies.flatMap(({ text }, index) => {
    const message = unreadableBecause(text);
    return message === undefined ? [] : [{ index, field: 'text' as const, message }];
  });
  if (repeated.length > 0 || unreadable.length > 0) return [...repeated, ...unreadable];
  const answer = validate({ schema: cedarSchema, policies: { staticPolicies: textsOf(policies) } });
  if (answer.type === 'failure')
    return answer.errors.map(({ message }) => ({ index: 0, field: 'text', message }));
  return answer.validationErrors.map(({ policyId, error }) => {
    const index = policies.findIndex(({ id }) => policyId === `tenant/${id}`);
    return { index, field: 'text', message: placedMessage(policies[index]?.text ?? '', error) };
  });
}

function unreadableBecause(text: string): string | undefined {
  const parts = policySetTextToParts(text);
  if (parts.type === 'failure') return parts.errors.map((error) => placedMessage(text, error)).join('; ');
  return parts.policies.length === 1 && parts.policy_templates.length === 0
    ? undefined
    : 'exactly one policy without slots is expected';
}
