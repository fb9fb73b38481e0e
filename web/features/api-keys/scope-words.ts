import { type ActionRule, actions } from '../../../lib/contracts/identity/action.ts';
import type { KeyScope } from '../../../lib/contracts/identity/key-scope.ts';
import { type Role, roles } from '../../../lib/contracts/identity/role.ts';

/** What a key with the scope may do. */
export const scopeWords: Readonly<Record<KeyScope, string>> = {
  'guides:read': 'Read and export guides',
  'guides:write': 'Share guides, say who may read them, delete them',
  'recordings:read': 'See recordings',
  'recordings:write': 'Make, import and discard recordings',
  'members:read': 'See members and invitations',
  'members:write': 'Invite people, change roles, remove members',
  'tenant:read': 'See the company’s keys, policies and plan',
  'tenant:write': 'Change the policies',
  'audit:read': 'Read, check and export the audit log',
};

/** Whether somebody of the role may give a key the scope: a key may do no more than whoever makes it. */
export function mayGive(role: Role | undefined, scope: KeyScope): boolean {
  return (
    role !== undefined &&
    Object.values<ActionRule>(actions).every(
      (rule) => rule.scope !== scope || roles.indexOf(rule.role) <= roles.indexOf(role),
    )
  );
}
