import type { Action } from '../../../lib/contracts/identity/action.ts';

/** What each action is, for people; the API's own summaries are for programmers. */
const words: Readonly<Record<Action, string>> = {
  listGuides: 'See the list of guides',
  readGuide: 'Read a guide',
  exportGuide: 'Export a guide',
  grantAccess: 'Open a guide’s published page',
  publishWithoutPictures: 'Publish a guide without pictures that show too much',
  retitleGuide: 'Have a guide’s titles bettered',
  suggestForGuide: 'Ask for suggestions for a guide',
  deleteGuide: 'Delete a guide',
  setVisibility: 'Make a guide private or readable by others',
  createLink: 'Make a share link',
  listLinks: 'See a guide’s share links',
  revokeLink: 'Revoke a share link',
  readCollaborators: 'See who works on a guide',
  setCollaborators: 'Say who works on a guide',
  listRecordings: 'See the list of recordings',
  openRecording: 'Start a recording',
  importRecording: 'Import a recording',
  readRecording: 'Watch a recording',
  discardRecording: 'Discard a recording',
  sendBatch: 'Send recorded steps',
  sendBatchFallback: 'Send recorded steps by the backup route',
  prepareScreenshots: 'Send the pictures of a recording',
  finalizeRecording: 'Finish a recording',
  redriveGuide: 'Go on with a guide that failed',
  issuePreviewTicket: 'Follow a recording live',
  readAccount: 'See the own account',
  changeAccount: 'Change the own name',
  changePassword: 'Change the own password',
  signOutEverywhere: 'Sign out everywhere',
  listMembers: 'See the members',
  changeMember: 'Give a member another role',
  removeMember: 'Remove a member',
  listInvitations: 'See the open invitations',
  inviteMember: 'Invite somebody',
  withdrawInvitation: 'Withdraw an invitation',
  listApiKeys: 'See the API keys',
  createApiKey: 'Make an API key',
  rotateApiKey: 'Rotate an API key',
  revokeApiKey: 'Revoke an API key',
  readPolicies: 'Read the policies',
  writePolicies: 'Change the policies',
  explainDecision: 'Try the policies out',
  readRedactionPolicy: 'See what is hidden in recordings',
  writeRedactionPolicy: 'Change what is hidden in recordings',
  tryRedactionPolicy: 'Try what would be hidden',
  readPlan: 'See the plan and usage',
  changePlan: 'Change the plan',
  readAudit: 'Read the audit log',
  verifyAudit: 'Check the audit log',
  exportAudit: 'Export the audit log',
  listAuditExports: 'See the exports of the audit log',
};

/** What else stands in the log. */
export const eventWords: Readonly<Record<string, string>> = {
  signIn: 'Sign in',
  signOut: 'Sign out',
  approveDevice: 'Let a recorder sign in',
  reuseRefreshToken: 'Use a refresh token twice',
  verifyRegistration: 'Register the company',
  becomeOwner: 'Become the first owner',
  acceptInvitation: 'Accept an invitation',
  completePasswordReset: 'Set a new password by mail',
  publishGuide: 'Publish a guide',
  blockGuide: 'Hold a guide back',
  deleteOriginals: 'Delete originals',
  endLink: 'End a share link',
  seedTenant: 'Set up the company',
  receivePayment: 'Hear of a payment',
};

/** `revokeLink` → `Revoke a share link`. */
export function actionWords(action: string): string {
  return (words as Readonly<Record<string, string>>)[action] ?? eventWords[action] ?? spaced(action);
}

function spaced(name: string): string {
  const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
