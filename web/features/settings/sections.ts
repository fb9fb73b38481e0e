import type { Action } from '../../../lib/contracts/identity/action.ts';

export interface SettingsSection {
  readonly path: string;
  readonly title: string;
  /** What one must be allowed to open it. */
  readonly action: Action;
  readonly of: 'person' | 'company';
}

export const settingsSections: readonly SettingsSection[] = [
  { path: 'account', title: 'Account', action: 'readAccount', of: 'person' },
  { path: 'members', title: 'Members', action: 'listMembers', of: 'company' },
  { path: 'api-keys', title: 'API keys', action: 'listApiKeys', of: 'company' },
  { path: 'redaction', title: 'Redaction', action: 'readRedactionPolicy', of: 'company' },
  { path: 'policies', title: 'Policies', action: 'readPolicies', of: 'company' },
  { path: 'plan', title: 'Plan and usage', action: 'readPlan', of: 'company' },
  { path: 'audit', title: 'Audit log', action: 'readAudit', of: 'company' },
];
