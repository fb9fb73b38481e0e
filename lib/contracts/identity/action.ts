import type { KeyScope } from './key-scope.ts';
import type { Role } from './role.ts';

/** What an action is done to. Tenant: the company as a whole; its members, keys, plan and log with it. */
export type ResourceKind = 'Tenant' | 'Guide' | 'Recording';

export interface ActionRule {
  readonly resource: ResourceKind;
  /** The least role that may, unless a policy of the tenant says otherwise. */
  readonly role: Role;
  /** The scope that an API key needs; `null`: no key may, it takes a person. */
  readonly scope: KeyScope | null;
}

const rule = (resource: ResourceKind, role: Role, scope: KeyScope | null): ActionRule => ({
  resource,
  role,
  scope,
});

/**
 * Every action that a signed-in person or an API key can ask for, by the id of the operation that does it. A route
 * whose operation is not here, and is not declared open, does not pass the build.
 */
export const actions = {
  listGuides: rule('Tenant', 'viewer', 'guides:read'),
  readGuide: rule('Guide', 'viewer', 'guides:read'),
  exportGuide: rule('Guide', 'viewer', 'guides:read'),
  grantAccess: rule('Guide', 'viewer', null),
  publishWithoutPictures: rule('Guide', 'editor', 'guides:write'),
  retitleGuide: rule('Guide', 'editor', 'guides:write'),
  suggestForGuide: rule('Guide', 'editor', 'guides:write'),
  deleteGuide: rule('Guide', 'editor', 'guides:write'),
  setVisibility: rule('Guide', 'editor', 'guides:write'),
  createLink: rule('Guide', 'editor', 'guides:write'),
  listLinks: rule('Guide', 'editor', 'guides:read'),
  revokeLink: rule('Guide', 'editor', 'guides:write'),
  readCollaborators: rule('Guide', 'viewer', 'guides:read'),
  setCollaborators: rule('Guide', 'editor', 'guides:write'),

  listRecordings: rule('Tenant', 'viewer', 'recordings:read'),
  openRecording: rule('Tenant', 'editor', 'recordings:write'),
  importRecording: rule('Tenant', 'editor', 'recordings:write'),
  readRecording: rule('Recording', 'viewer', 'recordings:read'),
  discardRecording: rule('Recording', 'editor', 'recordings:write'),
  sendBatch: rule('Recording', 'editor', null),
  sendBatchFallback: rule('Recording', 'editor', null),
  prepareScreenshots: rule('Recording', 'editor', 'recordings:write'),
  finalizeRecording: rule('Recording', 'editor', 'recordings:write'),
  redriveGuide: rule('Recording', 'editor', 'recordings:write'),
  issuePreviewTicket: rule('Recording', 'viewer', null),

  readAccount: rule('Tenant', 'viewer', 'tenant:read'),
  changeAccount: rule('Tenant', 'viewer', null),
  changePassword: rule('Tenant', 'viewer', null),
  signOutEverywhere: rule('Tenant', 'viewer', null),
  listMembers: rule('Tenant', 'viewer', 'members:read'),
  changeMember: rule('Tenant', 'admin', 'members:write'),
  removeMember: rule('Tenant', 'admin', 'members:write'),
  listInvitations: rule('Tenant', 'admin', 'members:read'),
  inviteMember: rule('Tenant', 'admin', 'members:write'),
  withdrawInvitation: rule('Tenant', 'admin', 'members:write'),
  listApiKeys: rule('Tenant', 'admin', 'tenant:read'),
  createApiKey: rule('Tenant', 'admin', null),
  rotateApiKey: rule('Tenant', 'admin', null),
  revokeApiKey: rule('Tenant', 'admin', null),
  readPolicies: rule('Tenant', 'admin', 'tenant:read'),
  writePolicies: rule('Tenant', 'owner', 'tenant:write'),
  explainDecision: rule('Tenant', 'admin', 'tenant:read'),
  readRedactionPolicy: rule('Tenant', 'viewer', 'tenant:read'),
  writeRedactionPolicy: rule('Tenant', 'admin', 'tenant:write'),
  tryRedactionPolicy: rule('Tenant', 'viewer', 'tenant:read'),
  readPlan: rule('Tenant', 'admin', 'tenant:read'),
  changePlan: rule('Tenant', 'owner', null),
  readAudit: rule('Tenant', 'admin', 'audit:read'),
  verifyAudit: rule('Tenant', 'admin', 'audit:read'),
  exportAudit: rule('Tenant', 'admin', 'audit:read'),
  listAuditExports: rule('Tenant', 'admin', 'audit:read'),
} as const satisfies Record<string, ActionRule>;

export type Action = keyof typeof actions;
