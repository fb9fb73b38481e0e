import { kindWords } from '../../../contracts/redaction/kind-words.ts';
import type { RedactionRules } from '../../../contracts/redaction/policy.ts';
import type {
  TryRedactionPolicyRequest,
  TryRedactionPolicyResponse,
} from '../../../contracts/redaction/policy-requests.ts';
import { hiderOf } from '../hiding/hider.ts';
import { checkRules, type ExpressionCheck, type RuleFault } from './check-rules.ts';
import { compilePolicy } from './compile-policy.ts';
import { nothingSet, type PolicyStore } from './policy-store.ts';
import type { ExpressionEngine } from './terms.ts';

export interface TryPolicyPorts {
  readonly store: Pick<PolicyStore, 'present'>;
  readonly check: ExpressionCheck;
  readonly engine: ExpressionEngine;
}

export type TriedPolicy =
  | { readonly ok: true; readonly value: TryRedactionPolicyResponse }
  | { readonly ok: false; readonly reason: 'invalid-rules'; readonly errors: RuleFault[] };

/** What of a text would be hidden, by the rules in force or by those that are only thought of. Nothing is kept of it. */
export async function tryPolicy(
  { store, check, engine }: TryPolicyPorts,
  tenantId: string,
  { text, url, label, rules }: TryRedactionPolicyRequest,
): Promise<TriedPolicy> {
  const errors = rules ? checkRules(rules, check) : [];
  if (errors.length > 0)
    return {
      ok: false,
      reason: 'invalid-rules',
      errors: errors.map(({ pointer, message }) => ({ pointer: `/rules${pointer}`, message })),
    };
  const asked: RedactionRules = rules ?? ((await store.present(tenantId)) ?? nothingSet).rules;
  const slow = new Set<string>();
  const policy = compilePolicy(asked, engine, {
    onSlow: ({ list, term }) => slow.add(`/${list}/${term}`),
  });
  const host = url === undefined ? undefined : hostOf(url);
  const hider = hiderOf(policy.find).on(host ?? '');
  return {
    ok: true,
    value: {
      parts: hider.parts(text, label).map((part) => ({ ...part, words: kindWords[part.kind] })),
      shown: hider.text(text, label),
      mayRecord: host === undefined || policy.mayRecord(host),
      slow: [...slow],
    },
  };
}

/** People write addresses without their scheme. */
function hostOf(url: string): string | undefined {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `https://${url}`;
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}
