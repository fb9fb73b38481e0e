import type { EntityJson, TypeAndId } from '@cedar-policy/cedar-wasm/nodejs';
import { type Action, actions } from '../../../contracts/identity/action.ts';
import { roles } from '../../../contracts/identity/role.ts';
import { peopleOnly } from '../../../domain/identity/authorization/cedar-schema.ts';
import type { Principal, Question, Resource } from '../../../domain/identity/authorization/question.ts';

const roleEntities: readonly EntityJson[] = roles.map((role, rank) => ({
  uid: { type: 'Role', id: role },
  attrs: {},
  parents: roles.slice(0, rank).map((id) => ({ type: 'Role', id })),
}));

/**
 * A question in Cedar's words. Only what it is about is handed over: nothing else can be looked at. It fits the schema
 * by construction, so that the schema, which takes longest to load, is needed where policies are written only.
 */
export function cedarRequest({ principal, action, resource }: Question) {
  const who = principalEntity(principal);
  const what = resourceEntity(resource);
  const asked = actionEntity(action);
  return {
    principal: who.uid,
    action: asked.uid,
    resource: what.uid,
    context: {},
    validateRequest: false,
    entities: [who, what, asked, ...(principal.kind === 'user' ? roleEntities : [])],
  };
}

type Entity = EntityJson & { readonly uid: TypeAndId };

/** In the groups that the schema puts it in. */
function actionEntity(id: Action): Entity {
  const { role, scope } = actions[id];
  const parents = [role, scope ?? peopleOnly].map((group) => ({ type: 'Action', id: group }));
  return { uid: { type: 'Action', id }, attrs: {}, parents };
}

function principalEntity(principal: Principal): Entity {
  const { id, tenantId: tenant } = principal;
  return principal.kind === 'user'
    ? { uid: { type: 'User', id }, attrs: { id, tenant }, parents: [{ type: 'Role', id: principal.role }] }
    : { uid: { type: 'ApiKey', id }, attrs: { id, tenant, scopes: [...principal.scopes] }, parents: [] };
}

function resourceEntity(resource: Resource): Entity {
  const { kind, id, tenantId: tenant } = resource;
  const uid = { type: kind, id };
  if (resource.kind === 'Tenant') return { uid, attrs: { tenant }, parents: [] };
  const { createdBy, sensitive, collaborators } = resource;
  const editors = collaborators.filter(({ role }) => role === 'editor');
  const attrs = {
    tenant,
    ...(createdBy === undefined ? {} : { createdBy }),
    sensitive,
    collaborators: collaborators.map(({ userId }) => userId),
    editors: editors.map(({ userId }) => userId),
  };
  return { uid, attrs, parents: [] };
}
