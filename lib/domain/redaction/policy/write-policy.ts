import { actorOf } from '../../../contracts/audit/audited.ts';
import type { RedactionPolicy, RedactionRules } from '../../../contracts/redaction/policy.ts';
import { checkRules, type ExpressionCheck, type RuleFault } from './check-rules.ts';
import { nothingSet, type PolicyStore, shown } from './policy-store.ts';

export interface WritePolicyPorts {
  readonly store: PolicyStore;
  readonly check: ExpressionCheck;
  readonly now: () => number;
}

export type WrittenPolicy =
  | { readonly ok: true; readonly value: RedactionPolicy }
  | { readonly ok: false; readonly reason: 'invalid-rules'; readonly errors: RuleFault[] }
  | { readonly ok: false; readonly reason: 'revision-changed' };

/** Replaces the company's rules, all of them at once; `revision` is the one that was read. */
export async function writePolicy(
  { store, check, now }: WritePolicyPorts,
  caller: { readonly tenantId: string; readonly userId: string },
  { revision, ...rules }: RedactionRules & { readonly revision: number },
): Promise<WrittenPolicy> {
  const { tenantId, userId } = caller;
  const errors = checkRules(rules, check);
  if (errors.length > 0) return { ok: false, reason: 'invalid-rules', errors };
  const before = (await store.present(tenantId)) ?? nothingSet;
  if (before.revision !== revision) return { ok: false, reason: 'revision-changed' };
  const updatedAt = new Date(now()).toISOString();
  const after = { revision: revision + 1, rules, updatedAt, updatedBy: userId };
  const written = await store.replace(tenantId, before, after, {
    tenantId,
    actor: actorOf(caller),
    action: 'writeRedactionPolicy',
    resource: { kind: 'Tenant', id: tenantId },
    facts: { revision: String(after.revision), ...changesOf(before.rules, rules) },
  });
  return written ? { ok: true, value: shown(after) } : { ok: false, reason: 'revision-changed' };
}

/** What is different, in words that give away none of the company's own: those are what it wants hidden. */
function changesOf(before: RedactionRules, after: RedactionRules): Record<string, string> {
  const isOther = (name: keyof RedactionRules) =>
    JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  const changed = (Object.keys(after) as (keyof RedactionRules)[]).filter(isOther);
  const off = Object.entries(after.categories).flatMap(([name, on]) => (on === false ? [name] : []));
  const { strictness, action, locked, always, never, sites } = after;
  const told = {
    strictness,
    action,
    locked: String(locked),
    categories: off.length > 0 ? `without ${off.sort().join(' ')}` : 'all',
    always: String(always.length),
    never: String(never.length),
    sites: String(sites.length),
  };
  return { changed: changed.join(' '), ...Object.fromEntries(changed.map((name) => [name, told[name]])) };
}
