import { keyScopes } from '../../../contracts/identity/key-scope.ts';
import { roles } from '../../../contracts/identity/role.ts';
import { peopleOnly } from './cedar-schema.ts';

/**
 * The product's own rules by id. What these forbid no policy of a tenant can permit: in Cedar a `forbid` always wins.
 */
export const builtInPolicies: Readonly<Record<string, string>> = {
  'built-in/tenant-wall':
    'forbid (principal, action, resource) unless { principal.tenant == resource.tenant };',
  ...byEach(roles, (role) => ({
    [`built-in/role-${role}`]: `permit (principal in Role::"${role}", action in Action::"${role}", resource);`,
  })),
  ...byEach(keyScopes, (scope) => ({
    [`built-in/scope-${scope}`]: `permit (principal is ApiKey, action in Action::"${scope}", resource)
  when { principal.scopes.contains("${scope}") };`,
    [`built-in/without-scope-${scope}`]: `forbid (principal is ApiKey, action in Action::"${scope}", resource)
  unless { principal.scopes.contains("${scope}") };`,
  })),
  [`built-in/${peopleOnly}`]: `forbid (principal is ApiKey, action in Action::"${peopleOnly}", resource);`,
  'built-in/collaborating-editor': `permit (principal is User, action in Action::"editor", resource is Guide)
  when { resource.editors.contains(principal.id) };`,
  ...byEach(['guide', 'recording'], (kind) => ({
    [`built-in/sensitive-${kind}`]: `forbid (principal, action, resource is ${kind === 'guide' ? 'Guide' : 'Recording'})
  when { resource.sensitive }
  unless {
    principal in Role::"admin" ||
    (resource has createdBy && resource.createdBy == principal.id) ||
    resource.collaborators.contains(principal.id)
  };`,
  })),
};

/** All of them as one text, to read. */
export const builtInText = Object.entries(builtInPolicies)
  .map(([id, text]) => `@id(${JSON.stringify(id)})\n${text}`)
  .join('\n\n');

function byEach<Name extends string>(
  names: readonly Name[],
  make: (name: Name) => Record<string, string>,
): Record<string, string> {
  return Object.assign({}, ...names.map(make));
}
