/*
 * What each operation asks for and answers, written down a second time and on purpose: the matrix expects what stands
 * here, whatever lib/contracts/identity/action.ts says. A route that is not here fails.
 */

type Least = 'viewer' | 'editor' | 'admin' | 'owner';

export interface Guarded {
  readonly least: Least;
  /** Scope of API keys; null: no key may. */
  readonly scope: string | null;
  /** Status for whoever may, on a thing of the own tenant. */
  readonly own: readonly number[];
  /** Status for an owner of another tenant, on a thing of this one. */
  readonly other: readonly number[];
  readonly body?: unknown;
  readonly query?: string;
  /** Of the path's parameters, for whoever may; real ones otherwise. */
  readonly absent?: 'guide';
  /** API Gateway alone looks at the token. */
  readonly direct?: true;
  /** It would end the sessions of the rest. */
  readonly last?: true;
}

export interface Open {
  readonly open: readonly number[];
  readonly body?: unknown;
}

const ofTenant = (
  least: Least,
  scope: string | null,
  status: number | readonly number[],
  more = {},
): Guarded => {
  const own = [status].flat();
  return { least, scope, own, other: own, ...more };
};
const ofThing = (
  least: Least,
  scope: string | null,
  status: number | readonly number[],
  more = {},
): Guarded => ({
  ...ofTenant(least, scope, status),
  other: [404],
  ...more,
});

const direct = { direct: true, body: { data: 'AAAA' } } as const;

export const classification: Readonly<Record<string, Guarded | Open>> = {
  readConfiguration: { open: [200] },
  register: { open: [400], body: {} },
  verifyRegistration: { open: [400], body: {} },
  requestPasswordReset: { open: [400], body: {} },
  readPasswordReset: { open: [400], body: {} },
  completePasswordReset: { open: [400], body: {} },
  readInvitation: { open: [400], body: {} },
  acceptInvitation: { open: [400], body: {} },
  receivePayment: { open: [400], body: {} },
  openLink: { open: [404] },

  listGuides: ofTenant('viewer', 'guides:read', 200),
  readGuide: ofThing('viewer', 'guides:read', 200),
  exportGuide: ofThing('viewer', 'guides:read', 303, { query: '?format=markdown' }),
  grantAccess: ofThing('viewer', null, 200),
  publishWithoutPictures: ofThing('editor', 'guides:write', 409),
  retitleGuide: ofThing('editor', 'guides:write', 409),
  suggestForGuide: ofThing('editor', 'guides:write', 200, { body: { task: 'suggest-tags' } }),
  deleteGuide: ofThing('editor', 'guides:write', 404, { absent: 'guide' }),
  setVisibility: ofThing('editor', 'guides:write', 200, { body: { visibility: 'link' } }),
  createLink: ofThing('editor', 'guides:write', 201, { body: {} }),
  listLinks: ofThing('editor', 'guides:read', 200),
  revokeLink: ofThing('editor', 'guides:write', 404),
  readCollaborators: ofThing('viewer', 'guides:read', 200),
  setCollaborators: ofThing('editor', 'guides:write', 200, {
    body: { sensitive: false, collaborators: [] },
  }),

  listRecordings: ofTenant('viewer', 'recordings:read', 200),
  openRecording: ofTenant('editor', 'recordings:write', 400, { body: {} }),
  importRecording: ofTenant('editor', 'recordings:write', 400, { body: {} }),
  readRecording: ofThing('viewer', 'recordings:read', 200),
  discardRecording: ofThing('editor', 'recordings:write', 409),
  sendBatch: ofThing('editor', null, 200, { ...direct, other: [200] }),
  sendBatchFallback: ofThing('editor', null, 200, { ...direct, other: [200] }),
  prepareScreenshots: ofThing('editor', 'recordings:write', 409, {
    body: { screenshots: [{ id: 'sht_0000000000', bytes: 100 }] },
  }),
  finalizeRecording: ofThing('editor', 'recordings:write', 202, { body: { lastSequence: 1 } }),
  redriveGuide: ofThing('editor', 'recordings:write', 409),
  issuePreviewTicket: ofThing('viewer', null, 201),

  readAccount: ofTenant('viewer', 'tenant:read', 200),
  changeAccount: ofTenant('viewer', null, 400, { body: {} }),
  changePassword: ofTenant('viewer', null, 400, { body: {} }),
  signOutEverywhere: ofTenant('viewer', null, 204, { last: true }),
  listMembers: ofTenant('viewer', 'members:read', 200),
  changeMember: ofTenant('admin', 'members:write', 404, { body: { role: 'viewer' } }),
  removeMember: ofTenant('admin', 'members:write', 404),
  listInvitations: ofTenant('admin', 'members:read', 200),
  inviteMember: ofTenant('admin', 'members:write', 400, { body: {} }),
  withdrawInvitation: ofTenant('admin', 'members:write', 404),
  listApiKeys: ofTenant('admin', 'tenant:read', 200),
  createApiKey: ofTenant('admin', null, 400, { body: {} }),
  rotateApiKey: ofTenant('admin', null, 404, { body: {} }),
  revokeApiKey: ofTenant('admin', null, 404),
  readPolicies: ofTenant('admin', 'tenant:read', 200),
  writePolicies: ofTenant('owner', 'tenant:write', 409, { body: { version: 999, policies: [] } }),
  explainDecision: ofTenant('admin', 'tenant:read', 200, {
    body: { principal: { role: 'viewer' }, action: 'listGuides' },
  }),
  readRedactionPolicy: ofTenant('viewer', 'tenant:read', 200),
  writeRedactionPolicy: ofTenant('admin', 'tenant:write', 409, {
    body: {
      revision: 999,
      strictness: 'standard',
      categories: {},
      always: [],
      never: [],
      sites: [],
      action: 'mask',
      locked: false,
    },
  }),
  tryRedactionPolicy: ofTenant('viewer', 'tenant:read', 200, { body: { text: 'Mail jo@x.io' } }),
  readPlan: ofTenant('admin', 'tenant:read', 200),
  changePlan: ofTenant('owner', null, 400, { body: {} }),
  readAudit: ofTenant('admin', 'audit:read', 200),
  verifyAudit: ofTenant('admin', 'audit:read', 200),
  exportAudit: ofTenant('admin', 'audit:read', [201, 409]),
  listAuditExports: ofTenant('admin', 'audit:read', 200),
};
