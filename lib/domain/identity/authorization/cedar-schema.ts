import { type ActionRule, actions } from '../../../contracts/identity/action.ts';
import { keyScopes } from '../../../contracts/identity/key-scope.ts';
import { roles } from '../../../contracts/identity/role.ts';

/** Group of the actions that no API key may, whatever its scopes. */
export const peopleOnly = 'people-only';

const entities = `// Ids are the ones of the API: usr_…, key_…, gde_…, rec_…, tnt_….
entity Tenant = { tenant: String };
// Role::"owner" is in Role::"admin", that in Role::"editor", that in Role::"viewer".
entity Role in [Role];
entity User in [Role] = { id: String, tenant: String };
entity ApiKey = { id: String, tenant: String, scopes: Set<String> };
// A recording has of its guide whether it is sensitive, and who works on it.
entity Guide, Recording = {
  tenant: String,
  createdBy?: String,
  sensitive: Bool,
  // Ids of all who work on the guide, and of those among them who may edit it.
  collaborators: Set<String>,
  editors: Set<String>,
};`;

/** The schema that tenants write their policies against, in Cedar's own form. */
export const cedarSchema = [
  entities,
  '// Actions are grouped by the least role and by the scope of API keys that they need.',
  ...[...roles, ...keyScopes, peopleOnly].map((group) => `action ${JSON.stringify(group)};`),
  ...Object.entries(actions).map(([name, rule]) => declaration(name, rule)),
].join('\n');

function declaration(name: string, { resource, role, scope }: ActionRule): string {
  const groups = JSON.stringify([role, scope ?? peopleOnly]);
  return `action ${JSON.stringify(name)} in ${groups} appliesTo { principal: [User, ApiKey], resource: [${resource}] };`;
}
