import { actions } from '../../../contracts/identity/action.ts';
import type { KeyScope } from '../../../contracts/identity/key-scope.ts';
import type { Role } from '../../../contracts/identity/role.ts';
import type { Question } from './question.ts';

/** What a caller is told of why something was refused. */
export interface ToldReason {
  /** What the API key lacks. */
  readonly requiredScope?: KeyScope;
  /** The least role that would do. */
  readonly requiredRole?: Role;
  /** Ids of the company's own policies that forbid it, for those who may read them. */
  readonly policies?: readonly string[];
  readonly detail?: string;
}

const ofTenant = 'tenant/';

/**
 * @param because rules that decided: about anything of the kind, unless the caller may know that this very thing is there
 * @param mayReadPolicies what the company's policies are is for those to know who may read them; that there is one that
 * forbids this is not hidden from whoever meets it
 */
export function toldReason(
  { principal, action }: Question,
  because: readonly string[],
  mayReadPolicies: () => boolean,
): ToldReason {
  const { role, scope } = actions[action];
  if (principal.kind === 'api-key' && scope === null)
    return { detail: 'No API key may do that: it takes a person.' };
  if (principal.kind === 'api-key' && scope !== null && !principal.scopes.includes(scope))
    return { requiredScope: scope, detail: `That takes an API key with the scope ${scope}.` };
  const policies = because.flatMap((id) => (id.startsWith(ofTenant) ? [id.slice(ofTenant.length)] : []));
  if (policies.length > 0)
    return mayReadPolicies()
      ? { policies, detail: `Your company’s own rules forbid that: ${policies.join(', ')}.` }
      : { detail: 'A rule of your company’s own forbids that.' };
  if (principal.kind === 'user' && because.length === 0)
    return { requiredRole: role, detail: `That takes the role ${role}.` };
  return {};
}
