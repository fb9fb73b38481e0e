import type { Action } from '../../../lib/contracts/identity/action.ts';
import { type Role, roles } from '../../../lib/contracts/identity/role.ts';

export const roleWords: Readonly<Record<Role, { readonly name: string; readonly may: string }>> = {
  viewer: { name: 'Viewer', may: 'Reads the guides.' },
  editor: { name: 'Editor', may: 'Records procedures as well, and edits, shares and deletes guides.' },
  admin: { name: 'Admin', may: 'Looks after members, API keys, redaction and the audit log as well.' },
  owner: { name: 'Owner', may: 'May do everything, with policies and the plan.' },
};

/** Roles that somebody of the given one may give: none above their own. */
export function rolesUpTo(own: Role | undefined): readonly Role[] {
  return own ? roles.slice(0, roles.indexOf(own) + 1) : [];
}

/** What a role comes to, by the action that stands for it. */
export const abilities: readonly { readonly words: string; readonly action: Action }[] = [
  { words: 'Read the guides of your company', action: 'listGuides' },
  { words: 'Record procedures and publish guides', action: 'openRecording' },
  { words: 'See who is a member', action: 'listMembers' },
  { words: 'Invite people, change roles and remove members', action: 'inviteMember' },
  { words: 'Make and revoke API keys', action: 'createApiKey' },
  { words: 'Read the policies and try them out', action: 'readPolicies' },
  { words: 'Change the policies', action: 'writePolicies' },
  { words: 'Change what is hidden in recordings', action: 'writeRedactionPolicy' },
  { words: 'See the plan and what is used of it', action: 'readPlan' },
  { words: 'Change the plan', action: 'changePlan' },
  { words: 'Read, check and export the audit log', action: 'readAudit' },
];
