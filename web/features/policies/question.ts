import { type Action, actions } from '../../../lib/contracts/identity/action.ts';
import type { ExplainDecisionRequest } from '../../../lib/contracts/identity/policy.ts';
import { role } from '../../../lib/contracts/identity/role.ts';

/** What the dry run's fields say. */
export interface Question {
  /** `role:viewer`, `usr_…` or `key_…`. */
  readonly principal: string;
  readonly action: Action;
  /** `plain`, `sensitive`, or the id of a guide. */
  readonly resource: string;
  /** Id of whoever made the guide that is thought of; empty: somebody else. */
  readonly author: string;
}

export function questionBody({ principal, action, resource, author }: Question): ExplainDecisionRequest {
  const who = { principal: principalOf(principal), action };
  if (actions[action].resource === 'Tenant') return who;
  if (resource !== 'plain' && resource !== 'sensitive') return { ...who, resource: { guideId: resource } };
  const thought = { sensitive: resource === 'sensitive', ...(author ? { createdBy: author } : {}) };
  return { ...who, resource: thought };
}

function principalOf(name: string): ExplainDecisionRequest['principal'] {
  if (name.startsWith('role:')) return { role: role.parse(name.slice(5)) };
  return name.startsWith('key_') ? { apiKeyId: name } : { userId: name };
}
